import { businessDateOf, monthsAfter } from '../../../kernel/business-date';
import type { Money } from '../../../kernel/money';

export interface GiftCardTerms {
  /** Null: a card that is sold does not expire. */
  readonly validMonths: number | null;
}

/** A side of a journal entry by the system role of its account. */
export interface GiftCardPosting {
  readonly debitRole: string;
  readonly creditRole: string;
}

/** Not revenue, and no tax: a card is a means of payment (fixture J32). */
export const soldAgainst = (tenderRole: string): GiftCardPosting => ({
  debitRole: tenderRole,
  creditRole: 'GIFT_CARD',
});

/** What nobody can spend any more is income (fixture J34). */
export const BREAKAGE: GiftCardPosting = { debitRole: 'GIFT_CARD', creditRole: 'OTHER_INCOME' };

/** The last day on which a card sold today is taken. */
export function lastDayOf(soldOn: string, { validMonths }: GiftCardTerms): string | null {
  return validMonths === null ? null : monthsAfter(soldOn, validMonths);
}

/** The day that has begun at every outlet: what expired before it is spent nowhere any more. */
export function dayBegunEverywhere(
  outlets: readonly { readonly timeZone: string; readonly dayStartsAt: string }[],
  now: Date,
): string {
  return outlets.map(({ timeZone, dayStartsAt }) => businessDateOf(now, timeZone, dayStartsAt)).toSorted()[0]!;
}

export interface NewGiftCard {
  readonly id: string;
  readonly code: string;
  readonly expiresOn: string | null;
}

export interface NewGiftCardSale {
  readonly id: string;
  readonly giftCardId: string;
  readonly outletId: string;
  readonly shiftId: string;
  readonly method: string;
  readonly amount: Money;
  readonly reference: string | null;
  readonly employeeId: string;
  readonly businessDate: string;
}
