import { giftCardEnding, readGiftCardCode } from '../../../kernel/gift-card-code';
import { groupBy } from '../../../kernel/group-by';
import { moneyToJson, sum } from '../../../kernel/money';
import type { Tender } from './cart';
import { giftCardCodeRequired, giftCardNotFound } from './sales.errors';
import type { SettledPayment } from './settlement';

/** What a sale takes of each card, by its code. Throws where a payment by gift card names none. */
export function giftCardsOf(payments: readonly SettledPayment[]): { code: string; amount: number }[] {
  const byCode = groupBy(payments.filter(isGiftCard), codeOf);
  return [...byCode].map(([code, group]) => ({ code, amount: moneyToJson(sum(group.map(({ settled }) => settled))) }));
}

/** The reference as it is kept and told: whoever reads a sale can spend no card. */
export function shownReference(tender: Tender): string | null {
  return isGiftCard(tender) ? giftCardEnding(codeOf(tender)) : tender.reference;
}

/** What a till told, as it is kept: of the codes of gift cards only their ends. */
export function withoutCardCodes(content: string): string {
  if (!content.includes('"gift_card"')) return content;
  return JSON.stringify(JSON.parse(content), (_, value: unknown) =>
    isPaymentByCard(value) ? { ...value, reference: `…${giftCardEnding(value.reference)}` } : value,
  );
}

function isPaymentByCard(value: unknown): value is { readonly reference: string } {
  const { method, reference } = (value ?? {}) as { method?: unknown; reference?: unknown };
  return method === 'gift_card' && typeof reference === 'string';
}

function isGiftCard({ method }: Tender): boolean {
  return method === 'gift_card';
}

function codeOf({ reference }: Tender): string {
  if (reference === null) throw giftCardCodeRequired();
  const code = readGiftCardCode(reference);
  if (code === null) throw giftCardNotFound();
  return code;
}
