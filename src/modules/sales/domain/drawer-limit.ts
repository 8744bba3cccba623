import type { Money } from '../../../kernel/money';

/** Up to which amount a cashier of an outlet moves cash without an approval. */
export interface PresentDrawerLimit {
  readonly unapprovedMax: Money;
  /** Goes up with every change; 0 where nothing was ever set. */
  readonly version: number;
}
