import type { RecordedEvent } from '../../src/kernel/domain-event';
import type { Tx } from '../../src/platform/database/tx';
import type { EventListener } from '../../src/platform/events/event-listener';

/** Writes down the events that it was told, and does not take some. */
export class Writer implements EventListener {
  readonly name = 'test-writer';
  readonly eventTypes = 'all';
  readonly begins = 'at-the-beginning';
  readonly told: number[][] = [];
  refuse: (seq: number) => Error | null = () => null;

  async handle(tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    this.told.push(events.map(({ seq }) => seq));
    for (const event of events) {
      await tx.prisma.$executeRaw`
        insert into test_effects (business_id, seq) values (${event.businessId}::uuid, ${event.seq})`;
      const error = this.refuse(event.seq);
      if (error) throw error;
    }
  }
}
