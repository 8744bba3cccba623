import type { DomainEvent } from '../../../kernel/domain-event';
import { groupBy } from '../../../kernel/group-by';
import { newId } from '../../../kernel/ids';
import { STOCK_LEVELS_CHANGED, type StockLevelsChanged } from '../contracts/inventory.events';

/** What lies on a shelf of an outlet. */
export interface ShelfLevel {
  readonly outletId: string;
  readonly level: StockLevelsChanged['levels'][number];
}

/** What a screen and a message take in at once. */
const LEVELS_MAX = 200;

/** One event for each outlet, or as many as it takes to hold all its levels. */
export function stockLevelsChanged(
  levels: readonly ShelfLevel[],
  occurredAt: Date,
): DomainEvent<typeof STOCK_LEVELS_CHANGED, StockLevelsChanged>[] {
  return [...groupBy(levels, ({ outletId }) => outletId)].flatMap(([outletId, ofOutlet]) =>
    pagesOf(ofOutlet.map(({ level }) => level)).map((page) => ({
      eventId: newId(),
      type: STOCK_LEVELS_CHANGED,
      version: 1,
      outletId,
      payload: { outletId, levels: page },
      occurredAt,
    })),
  );
}

function pagesOf<Level>(levels: readonly Level[]): Level[][] {
  const count = Math.ceil(levels.length / LEVELS_MAX);
  return Array.from({ length: count }, (_, page) => levels.slice(page * LEVELS_MAX, (page + 1) * LEVELS_MAX));
}
