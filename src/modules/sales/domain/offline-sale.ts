import type { Money } from '../../../kernel/money';
import { newId } from '../../../kernel/ids';
import { type OfflineOperation, turnOf } from './offline-operation';
import type { Funds } from './funds';
import type { SyncException } from './sync-exception';

/** A sale that has happened already, as its till tells it. */
export interface OfflineSale {
  readonly operation: OfflineOperation;
  /** What the till took for it, rounding included; null: it does not say. */
  readonly grandTotal: Money | null;
  /** By item, what the till calls it. */
  readonly names: readonly (string | null)[];
  /** The day in the books, where its own month is closed. */
  readonly effectiveDate: string | null;
  /** What spoke against it so far. */
  readonly exceptions: readonly SyncException[];
  /** What is there of what it was paid with; null: nobody has looked. */
  readonly funds: Funds | null;
}

/** A product of nobody's that a line may have. */
export interface StandIn {
  readonly id: string;
  readonly taxCode: string;
}

/** What a sale's turn takes besides its place in the history, under locks that come before the stock's. */
export interface OfflineTurn {
  readonly operation: OfflineOperation;
  readonly effectiveDate: string | null;
  readonly exceptions: readonly SyncException[];
  readonly standIn: StandIn | null;
  /** The till has let the customer pay later. */
  readonly gaveCredit: boolean;
}

/** The same as it is written; `takes` is what goes off the shelves. */
export function offlineTurn(
  { operation, exceptions, standIn, gaveCredit }: OfflineTurn,
  takes: readonly { readonly stockItemId: string; readonly quantity: string }[],
) {
  return {
    ...turnOf(operation),
    exceptions,
    standIn,
    takes: takes.map(({ stockItemId, quantity }) => ({ stockItemId, quantity })),
    shortageId: newId(),
    overLimitId: gaveCredit ? newId() : null,
  };
}
