import { Clock } from '../../../kernel/clock';
import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import {
  TRANSACTION_REFUNDED,
  TRANSACTION_VOIDED,
  type TransactionRefunded,
  type TransactionVoided,
} from '../../sales';
import type { RefundReason } from '../contracts/refund.events';
import { IntentStore } from '../store/intent.store';
import { SettlementStore } from '../store/settlement.store';

/** What goes back of a payment of a sale. */
interface Undone {
  readonly paymentId: string;
  readonly amount: Money;
  readonly reason: RefundReason;
  /** The sale that was voided, or the refund. */
  readonly sourceId: string;
}

/** Has the providers give back what they took for a sale that was voided, or for what came back of one. */
@Listener()
export class GiveBackListener implements EventListener {
  readonly name = 'payment-refunds';
  readonly eventTypes = [TRANSACTION_VOIDED, TRANSACTION_REFUNDED];
  readonly begins = 'at-the-beginning';

  constructor(
    private readonly intents: IntentStore,
    private readonly settlements: SettlementStore,
    private readonly clock: Clock,
  ) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const at = this.clock.now();
    const undone = events.flatMap(undoneBy);
    const intents = await this.intents.lockUsed(
      tx,
      undone.map(({ paymentId }) => paymentId),
    );
    const byPayment = new Map(intents.map((intent) => [intent.paymentId, intent]));
    for (const { paymentId, amount, reason, sourceId } of undone) {
      const intent = byPayment.get(paymentId);
      if (intent) await this.settlements.oweBack(tx, intent, { reason, sourceId, at, amount });
    }
  }
}

function undoneBy({ type, payload }: RecordedEvent): Undone[] {
  if (type === TRANSACTION_VOIDED) {
    const { transactionId, payments } = payload as TransactionVoided;
    return payments.map(({ paymentId, amount }) => ({
      ...{ paymentId, amount: BigInt(amount), reason: 'voided', sourceId: transactionId },
    }));
  }
  const { transactionId, payments } = payload as TransactionRefunded;
  return payments.flatMap(({ originalPaymentId, amount }) =>
    originalPaymentId === null
      ? []
      : [{ paymentId: originalPaymentId, amount: BigInt(amount), reason: 'refunded', sourceId: transactionId }],
  );
}
