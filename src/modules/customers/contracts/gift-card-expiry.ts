import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';

/** What was taken of cards past their last day, in one commit. */
export interface ExpiredGiftCards {
  readonly expiryId: string;
  readonly giftCards: number;
  readonly amount: number;
  /** Perhaps there are more: ask again, with a key of its own. */
  readonly hasMore: boolean;
  readonly ledgerEntryId: string | null;
}

export abstract class ExpireGiftCards {
  abstract execute(actor: Actor | Operator, idempotencyKey: string): Promise<Answer<ExpiredGiftCards>>;
}
