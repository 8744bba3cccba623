import { Clock } from '../../../kernel/clock';
import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { TRANSACTION_VOIDED, type TransactionVoided } from '../../sales';
import { IntentStore } from '../store/intent.store';
import { SettlementStore } from '../store/settlement.store';

/** Has the providers give back what they took for a sale that was voided. */
@Listener()
export class GiveBackOnVoidListener implements EventListener {
  readonly name = 'payment-refunds';
  readonly eventTypes = [TRANSACTION_VOIDED];
  readonly begins = 'at-the-beginning';

  constructor(
    private readonly intents: IntentStore,
    private readonly settlements: SettlementStore,
    private readonly clock: Clock,
  ) {}

  async handle(tx: Tx, events: readonly RecordedEvent<TransactionVoided>[]): Promise<void> {
    const at = this.clock.now();
    const amounts = new Map(
      events.flatMap(({ payload }) =>
        payload.payments.map(({ paymentId, amount }) => [paymentId, BigInt(amount)] as const),
      ),
    );
    for (const intent of await this.intents.lockUsed(tx, [...amounts.keys()])) {
      const amount = amounts.get(intent.paymentId)!;
      await this.settlements.oweBack(tx, intent, { reason: 'voided', sourceId: intent.saleId!, at, amount });
    }
  }
}
