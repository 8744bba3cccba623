import type { RecordedEvent } from '../../../kernel/domain-event';
import { invariant } from '../../../kernel/invariant';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import {
  TRANSACTION_CREATED,
  TRANSACTION_VOIDED,
  type TransactionCreated,
  transactionCreatedSchema,
  transactionVoidedSchema,
} from '../../sales';
import { earnedPoints } from '../domain/loyalty';
import { LoyaltyStore } from '../store/loyalty.store';

/**
 * Gives a customer the points of a purchase, one entry per sale while a program runs, also where it earned nothing; and
 * takes back what is left of them when the sale is voided. Where points are owed, books what was earned and redeemed.
 */
@Listener()
export class EarnPointsOnSaleListener implements EventListener {
  readonly name = 'loyalty';
  readonly eventTypes = [TRANSACTION_CREATED, TRANSACTION_VOIDED];
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 400;

  constructor(private readonly loyalty: LoyaltyStore) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const sales = readPayloads(events, transactionCreatedSchema, TRANSACTION_CREATED);
    const voids = readPayloads(events, transactionVoidedSchema, TRANSACTION_VOIDED);
    const told = [...sales, ...voids].filter(({ payload }) => payload.customerId !== null);
    if (told.length === 0) return;
    await this.earn(tx, sales);
    // A sale that comes after its void, for it could not be taken before, is undone like the others.
    await this.loyalty.takeBackVoided(
      tx,
      told.map(({ payload }) => payload.transactionId),
    );
    await this.loyalty.book(
      tx,
      told.map(({ actor, payload: { transactionId, businessDate, outletId } }) => ({
        ...{ transactionId, businessDate, outletId },
        recordedBy: actor.employeeId,
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
