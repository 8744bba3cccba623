import { Injectable } from '@nestjs/common';
import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import { Approvals, OutletSettings } from '../../identity';
import type { RefundMethod } from '../contracts/refund.events';
import type { RefundedTransaction } from '../domain/refund-answer';
import { planRefund, type RefundPlan } from '../domain/refund-plan';
import { settleRefund } from '../domain/refund-settlement';
import { type AskedReturn, comesBackWhole, returnItems } from '../domain/refunding';
import { customerRequired, outletNotFound } from '../domain/sales.errors';
import { requireUndoable } from '../domain/voiding';
import { DrawerStore } from './drawer.store';
import { RefundWriter, type WrittenRefund } from './refund-writer.store';
import { type RefundableSale, RefundableSaleStore } from './refundable-sale.store';
import type { JournalPreviewLine } from './sale-rehearsal.store';
import { UndoingStore } from './undoing.store';

export interface RefundCommand {
  readonly transactionId: string;
  /** Out of whose drawer the cash comes; its sales may have been in another. */
  readonly shiftId: string;
  readonly items: readonly AskedReturn[];
  readonly method: RefundMethod;
  /** Who gets the store credit, where the sale had no customer. */
  readonly customerId: string | null;
  readonly reason: string;
  readonly approval?: string | undefined;
}

export type PreviewedRefund = RefundedTransaction & {
  readonly dryRun: true;
  readonly stockEffect: WrittenRefund['stockEffect'];
  readonly journalPreview: readonly JournalPreviewLine[];
};

export interface PlannedRefund {
  readonly plan: RefundPlan;
  readonly debt: RefundableSale['debt'];
}

/** What a refund does, within a transaction that somebody else commits, or rolls back. */
@Injectable()
export class RefundDesk {
  constructor(
    private readonly approvals: Approvals,
    private readonly outletSettings: OutletSettings,
    private readonly drawers: DrawerStore,
    private readonly undoing: UndoingStore,
    private readonly sales: RefundableSaleStore,
    private readonly writer: RefundWriter,
    private readonly clock: Clock,
  ) {}

  async refund(
    tx: Tx,
    actor: Actor,
    command: RefundCommand,
    { rehearsed = false } = {},
  ): Promise<{ readonly plan: RefundPlan; readonly written: WrittenRefund }> {
    const { plan, debt } = await this.plan(tx, actor, command, { rehearsed });
    await this.writer.giveBalances(tx, plan);
    return { plan, written: await this.writer.write(tx, plan, debt) };
  }

  /** A rehearsal needs nobody to answer for it. `price`: of what is taken instead. */
  async plan(
    tx: Tx,
    actor: Actor,
    command: RefundCommand,
    { rehearsed = false, price = 0n }: { readonly rehearsed?: boolean; readonly price?: Money } = {},
  ): Promise<PlannedRefund> {
    const { transactionId, shiftId, method, reason, approval } = command;
    const need = { action: 'sale.refund', subjectId: transactionId, approval } as const;
    // An approval is taken before any other lock; whether one is needed is known only once the total is.
    const isAnswered = !rehearsed && (approval !== undefined || actorCan(actor, need.action));
    let approvedBy = isAnswered ? await this.approvals.answerFor(tx, actor, need) : null;

    const sale = await this.undoing.lock(tx, actor, transactionId);
    requireUndoable(sale);
    await this.undoing.requireOpenShift(tx, { outletId: sale.outletId, shiftId });
    const limit = await this.drawers.limitOf(tx, actor.outletIds, shiftId);
    const outlet = await this.outletOf(tx, sale.outletId);
    const { items: sold, tenders, refundedBefore, debt } = await this.sales.load(tx, sale);

    const items = returnItems(sold, command.items);
    const settlement = settleRefund({
      itemsTotal: items.reduce<Money>((total, item) => total + item.total, 0n),
      isWhole: comesBackWhole(sold, items),
      totalLeft: sale.grandTotal - refundedBefore,
      owed: debt?.owed ?? 0n,
      tenders,
      method,
      price,
      cashRoundingStep: outlet.cashRoundingStep,
      cashRoundingDirection: outlet.cashRoundingDirection,
    });
    const customerId = sale.customerId ?? command.customerId;
    if (customerId === null && settlement.tenders.some((tender) => tender.method === 'store_credit')) {
      throw customerRequired();
    }
    if (!isAnswered && !rehearsed && settlement.grandTotal > limit) {
      approvedBy = await this.approvals.answerFor(tx, actor, need);
    }

    const at = this.clock.now();
    const facts = {
      ...{ transactionId: newId(), sale, outletCode: outlet.code, shiftId, employeeId: actor.employeeId, customerId },
      ...{ method, reason, approvedBy, refundedBefore, at },
      businessDate: businessDateOf(at, outlet.timeZone, outlet.dayStartsAt),
    };
    return { plan: planRefund(facts, items, settlement), debt };
  }

  async journalOf(tx: Tx, entryId: string | null): Promise<JournalPreviewLine[]> {
    const [row] = await tx.prisma.$queryRaw<[{ lines: JournalPreviewLine[] | null }]>`
      select ledger.entry_lines(${tx.businessId}::uuid, ${entryId}::uuid) as lines`;
    return row.lines ?? [];
  }

  private async outletOf(tx: Tx, outletId: string) {
    const { outlets } = await this.outletSettings.load(tx);
    const outlet = outlets.find(({ id }) => id === outletId);
    if (!outlet) throw outletNotFound(outletId);
    return outlet;
  }
}
