import type { RecordedEvent } from '../../../kernel/domain-event';
import { invariant } from '../../../kernel/invariant';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import {
  TRANSACTION_CREATED,
  TRANSACTION_REFUNDED,
  TRANSACTION_VOIDED,
  type TransactionCreated,
  transactionCreatedSchema,
  transactionRefundedSchema,
  transactionVoidedSchema,
} from '../../sales';
import { earnedPoints } from '../domain/loyalty';
import { LoyaltyStore } from '../store/loyalty.store';

/**
 * Gives a customer the points of a purchase, one entry per sale while a program runs, also where it earned nothing; and
 * takes them back when the sale is voided, spent or not, and a share of them when a part of it is refunded. Where points
 * are owed, books what was earned, redeemed and given back.
 */
@Listener()
export class EarnPointsOnSaleListener implements EventListener {
  readonly name = 'loyalty';
  readonly eventTypes = [TRANSACTION_CREATED, TRANSACTION_VOIDED, TRANSACTION_REFUNDED];
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 400;

  constructor(private readonly loyalty: LoyaltyStore) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const sales = readPayloads(events, transactionCreatedSchema, TRANSACTION_CREATED);
    const voids = readPayloads(events, transactionVoidedSchema, TRANSACTION_VOIDED);
    const refunds = readPayloads(events, transactionRefundedSchema, TRANSACTION_REFUNDED);
    const told = [
      ...[...sales, ...voids].map(({ payload }) => payload.transactionId),
      ...refunds.map(({ payload }) => payload.originalTransactionId),
    ];
    await this.earn(tx, sales);
    // A sale that comes after its void, for it could not be taken before, is undone like the others.
    await this.loyalty.takeBackUndone(tx, told);
    const documents = [
      ...[...sales, ...voids].map(({ actor, payload }) => ({ ...payload, recordedBy: actor.employeeId })),
      ...refunds.flatMap(({ actor, payload }) => [
        { ...payload, recordedBy: actor.employeeId },
        { ...payload, transactionId: payload.originalTransactionId, recordedBy: actor.employeeId },
      ]),
    ];
    await this.loyalty.book(
      tx,
      documents.map(({ transactionId, businessDate, outletId, recordedBy }) => ({
        ...{ transactionId, businessDate, outletId, recordedBy },
      })),
    );
  }

  private async earn(tx: Tx, sales: readonly RecordedEvent<TransactionCreated>[]): Promise<void> {
    const purchases = sales.flatMap(({ eventId, payload }) =>
      payload.customerId ? [{ ...payload, eventId, customerId: payload.customerId }] : [],
    );
    if (purchases.length === 0) return;
    const program = await this.loyalty.activeProgram(tx);
    if (!program) return;

    const multipliers = await this.loyalty.lockMultipliers(
      tx,
      purchases.map(({ customerId }) => customerId),
    );
    const entries = purchases.map(({ eventId, transactionId, customerId, grandTotal }) => {
      const multiplierBps = multipliers.get(customerId);
      invariant(multiplierBps !== undefined, `a sale names the customer ${customerId}, who does not exist`);
      return {
        id: eventId,
        customerId,
        transactionId,
        points: earnedPoints(BigInt(grandTotal), program, multiplierBps),
      };
    });
    await this.loyalty.earn(tx, entries);
  }
}
