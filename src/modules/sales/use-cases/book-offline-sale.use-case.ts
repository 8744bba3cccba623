import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { TenantConfigs } from '../../identity';
import { keyOfOperation } from '../domain/offline-operation';
import type { OfflineSale } from '../domain/offline-sale';
import { pricesKeepMoving, wasOvertaken } from '../domain/sales.errors';
import { raising, type SyncException } from '../domain/sync-exception';
import { FundsQuery } from '../queries/funds.query';
import { SaleContextQuery } from '../queries/sale-context.query';
import { LateShifts } from '../store/late-shifts.store';
import type { CreatedTransaction } from '../store/transaction-writer';
import { TransactionWriters } from '../store/transaction-writers.store';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { planOfflineSale } from './plan-offline-sale';

const ATTEMPTS_MAX = 10;

/** What the locks refuse where a balance has not what was spent of it. */
const NOT_THERE = [
  'customers.store-credit-short',
  'customers.gift-card-not-found',
  'customers.gift-card-blocked',
  'customers.gift-card-expired',
  'customers.gift-card-short',
  'customers.points-short',
  'payments.intent-not-found',
  'payments.intent-used',
  'payments.intent-not-paid',
  'payments.intent-differs',
];

interface Sale {
  readonly command: CreateTransactionCommand;
  readonly offline: OfflineSale;
}

/** Books a sale that has happened while its till was offline: it is not refused, what speaks against it is told. */
@Injectable()
export class BookOfflineSaleUseCase {
  constructor(
    private readonly contexts: SaleContextQuery,
    private readonly tenantConfigs: TenantConfigs,
    private readonly funds: FundsQuery,
    private readonly writers: TransactionWriters,
    private readonly lateShifts: LateShifts,
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
    const code = refusal instanceof DomainError ? refusal.code : '';
    if (NOT_THERE.includes(code)) return { command, offline: await this.withFunds(actor, sale) };
    switch (code) {
      case 'sales.shift-not-open':
      case 'sales.shift-not-found': {
        const lateShiftId = await this.lateShifts.insteadOf(shiftId, actor, offline.operation);
        const facts = { shiftId, lateShiftId, code };
        return { command: { ...command, shiftId: lateShiftId }, offline: withException(offline, 'late-shift', facts) };
      }
      case 'catalog.promotion-used-up': // the next pricing knows
      case 'sales.not-first-purchase':
      case 'customers.point-value-changed':
        return sale;
      case 'identity.approval-invalid':
        return { command: { ...command, approvals: [] }, offline };
      case 'catalog.voucher-unusable':
      case 'catalog.voucher-withdrawn':
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
        const effectiveDate = await this.lateShifts.dayAt(actor.businessId, command.outletId, this.clock.now());
        if (effectiveDate === offline.effectiveDate) throw refusal;
        return { command, offline: { ...withException(offline, 'period-closed', { effectiveDate }), effectiveDate } };
      }
      default:
        throw refusal;
    }
  }

  /** What is there now; should somebody spend of it before the next attempt, that one comes back here. */
  private async withFunds({ businessId }: Actor, { command, offline }: Sale): Promise<OfflineSale> {
    const { outletId, occurredAt } = offline.operation;
    const day = await this.lateShifts.dayAt(businessId, outletId, occurredAt);
    return { ...offline, funds: await this.funds.find(businessId, command, day) };
  }
}

function withException(offline: OfflineSale, kind: SyncException['kind'], facts: SyncException['facts']): OfflineSale {
  return { ...offline, exceptions: raising(offline.exceptions, kind, facts) };
}
