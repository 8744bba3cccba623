import { Clock } from '../../../kernel/clock';
import type { RecordedEvent } from '../../../kernel/domain-event';
import type { Tx } from '../../../platform/database/tx';
import { type EventListener, Listener } from '../../../platform/events/event-listener';
import { readPayloads } from '../../../platform/events/event-payload';
import { TRANSACTION_CREATED, TRANSACTION_REFUNDED, TRANSACTION_VOIDED, transactionVoidedSchema } from '../../sales';
import { stockLevelsChanged } from '../domain/stock-level-events';
import { StockLevelStore } from '../store/stock-level.store';

const MOVED = transactionVoidedSchema.pick({ transactionId: true });

/** Tells what is left now on the shelves that sales have taken from, or voids and refunds have put back on, so to tell it again does no harm. */
@Listener()
export class TellStockLevelsOnSaleListener implements EventListener {
  readonly name = 'stock-levels';
  readonly eventTypes = [TRANSACTION_CREATED, TRANSACTION_VOIDED, TRANSACTION_REFUNDED];
  /** At the head it would miss what a new outlet sells before it is first looked at. */
  readonly begins = 'at-the-beginning';
  /** However busy the outlet, its screens hear of a few changes a second. */
  readonly gathersMs = 400;

  constructor(
    private readonly levels: StockLevelStore,
    private readonly clock: Clock,
  ) {}

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    const sources = readPayloads(events, MOVED).map(({ payload }) => payload.transactionId);
    const levels = await this.levels.movedBy(tx, sources, ['sale', 'void', 'refund']);
    for (const event of stockLevelsChanged(levels, this.clock.now())) tx.record(event);
  }
}
