import type { RecordedEvent } from '../../../kernel/domain-event';
import { invariant } from '../../../kernel/invariant';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import { TRANSACTION_CREATED, transactionCreatedSchema } from '../../sales';
import { earnedPoints, type LoyaltyProgram } from '../domain/loyalty';
import { LoyaltyStore } from '../store/loyalty.store';

interface Purchase {
  readonly eventId: string;
  readonly transactionId: string;
  readonly customerId: string;
  readonly grandTotal: number;
}

/**
 * Gives a customer the points of a purchase: one entry per sale while a program runs, also where it earned nothing. Where
 * points are owed, books what was earned and redeemed.
 */
@Listener()
export class EarnPointsOnSaleListener implements EventListener {
  readonly name = 'loyalty';
  readonly eventTypes = [TRANSACTION_CREATED];
  readonly begins = 'at-the-beginning';
  readonly gathersMs = 400;

  constructor(private readonly loyalty: LoyaltyStore) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const purchases = readPayloads(events, transactionCreatedSchema).flatMap(({ eventId, actor, payload }) =>
      payload.customerId ? [{ ...payload, eventId, actor, customerId: payload.customerId }] : [],
    );
    if (purchases.length === 0) return;
    const program = await this.loyalty.activeProgram(tx);
    if (program) await this.earn(tx, purchases, program);
    await this.loyalty.book(
      tx,
      purchases.map(({ transactionId, businessDate, outletId, actor }) => ({
        ...{ transactionId, businessDate, outletId },
        recordedBy: actor.employeeId,
      })),
    );
  }

  private async earn(tx: Tx, purchases: readonly Purchase[], program: LoyaltyProgram): Promise<void> {
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
