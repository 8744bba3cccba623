import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { OutletSettings, TenantConfigs } from '../../identity';
import { keyOfOperation } from '../domain/offline-operation';
import type { OfflineSale } from '../domain/offline-sale';
import { lateShiftBeingCounted, outletNotFound, pricesKeepMoving, wasOvertaken } from '../domain/sales.errors';
import { shiftOpened } from '../domain/shift-events';
import { type SyncException, syncException } from '../domain/sync-exception';
import { SaleContextQuery } from '../queries/sale-context.query';
import { ShiftStore } from '../store/shift.store';
import type { CreatedTransaction } from '../store/transaction-writer';
import { TransactionWriters } from '../store/transaction-writers.store';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { planOfflineSale } from './plan-offline-sale';

const ATTEMPTS_MAX = 8;

interface Sale {
  readonly command: CreateTransactionCommand;
  readonly offline: OfflineSale;
}

/** Books a sale that has happened while its till was offline: it is not refused, what speaks against it is told. */
@Injectable()
export class BookOfflineSaleUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly tenantConfigs: TenantConfigs,
    private readonly outletSettings: OutletSettings,
    private readonly writers: TransactionWriters,
    private readonly shifts: ShiftStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: CreateTransactionCommand,
    offline: OfflineSale,
  ): Promise<Answer<CreatedTransaction>> {
    const { businessId } = actor;
    const { id, hash } = offline.operation;
    const idempotent = {
      idempotencyKey: keyOfOperation(id),
      operation: 'sales.create-transaction',
      requestHash: Buffer.from(hash, 'hex'),
    };
    const writing = await this.tenantConfigs.for(businessId);
    let sale: Sale = { command, offline };
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const { command: asked, offline: told } = sale;
      const plan = await this.contexts.decide(
        businessId,
        asked.outletId,
        productsOf(asked),
        (context) => planOfflineSale(actor, asked, told, context, idempotent),
        asked,
      );
      try {
        return await this.writers.write(plan, writing);
      } catch (error) {
        if (wasOvertaken(error)) this.contexts.forget(businessId);
        else sale = await this.allowFor(error, actor, sale);
      }
    }
    throw pricesKeepMoving();
  }

  /** The sale such that what has just refused it does so no more. Throws what cannot be helped. */
  private async allowFor(refusal: unknown, actor: Actor, sale: Sale): Promise<Sale> {
    const { command, offline } = sale;
    const { shiftId, customerId, tableId } = command;
    switch (refusal instanceof DomainError ? refusal.code : null) {
      case 'sales.shift-not-open':
      case 'sales.shift-not-found': {
        const lateShiftId = await this.lateShift(actor, offline);
        if (lateShiftId === shiftId) throw lateShiftBeingCounted(drawerOf(offline));
        const facts = { shiftId, lateShiftId, code: (refusal as DomainError).code };
        return { command: { ...command, shiftId: lateShiftId }, offline: withException(offline, 'late-shift', facts) };
      }
      case 'catalog.promotion-used-up': // the next pricing knows
      case 'sales.not-first-purchase':
        return sale;
      case 'catalog.voucher-unusable':
        return { command: { ...command, vouchers: [] }, offline };
      case 'customers.customer-not-found': {
        const without = { ...command, customerId: null };
        return { command: without, offline: withException(offline, 'unknown-customer', { customerId }) };
      }
      case 'dining.table-not-found':
        return {
          command: { ...command, tableId: null },
          offline: withException(offline, 'unknown-table', { tableId }),
        };
      case 'ledger.period-closed': {
        const effectiveDate = await this.dayOf(actor, offline, this.clock.now());
        if (effectiveDate === offline.effectiveDate) throw refusal;
        return { command, offline: { ...withException(offline, 'period-closed', { effectiveDate }), effectiveDate } };
      }
      default:
        throw refusal;
    }
  }

  /** What a closed drawer was counted with stays: what comes late has a shift of its own, without any cash to begin with. */
  private async lateShift(actor: Actor, offline: OfflineSale): Promise<string> {
    const { outletId, occurredAt } = offline.operation;
    const businessDate = await this.dayOf(actor, offline, occurredAt);
    return this.database.change(writerOf(actor), async (tx) => {
      const drawer = drawerOf(offline);
      const wanted = { id: newId(), outletId, drawer, businessDate, openedBy: actor.employeeId, openedAt: occurredAt };
      const shift = await this.shifts.openWithoutCash(tx, wanted);
      if (!shift) throw lateShiftBeingCounted(drawer);
      const payload = { shiftId: shift.id, outletId, drawer, businessDate, openingCash: 0 };
      if (shift.isNew) tx.record(shiftOpened(payload, occurredAt));
      return shift.id;
    });
  }

  private async dayOf({ businessId }: Actor, { operation }: OfflineSale, instant: Date): Promise<string> {
    const { outlets } = await this.database.read(businessId, (tx) => this.outletSettings.load(tx));
    const outlet = outlets.find(({ id }) => id === operation.outletId);
    if (!outlet) throw outletNotFound(operation.outletId);
    return businessDateOf(instant, outlet.timeZone, outlet.dayStartsAt);
  }
}

function drawerOf({ operation }: OfflineSale): string {
  return `late ${operation.drawer}`;
}

function withException(offline: OfflineSale, kind: SyncException['kind'], facts: SyncException['facts']): OfflineSale {
  return { ...offline, exceptions: [...offline.exceptions, syncException(kind, facts)] };
}
