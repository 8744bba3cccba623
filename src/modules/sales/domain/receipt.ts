import type { Letterhead } from '../../../kernel/letterhead';
import { sum, type Money } from '../../../kernel/money';

export const RECEIPT_LANGUAGES = ['id', 'en'] as const;

export type ReceiptLanguage = (typeof RECEIPT_LANGUAGES)[number];

/** What an outlet chooses of its receipts. */
export interface ReceiptSettings {
  readonly language: ReceiptLanguage;
  /** Lines, above the sale and below it. */
  readonly header: string;
  readonly footer: string;
  /** The origin that the QR leads to; null: the one that this installation has when the receipt is printed. */
  readonly verificationUrl: string | null;
}

export const PLAIN_RECEIPT: ReceiptSettings = { language: 'id', header: '', footer: '', verificationUrl: null };

/** What a receipt says besides the sale, frozen in the sale's commit. */
export interface ReceiptHead extends ReceiptSettings, Letterhead {
  /** PKP. */
  readonly isTaxableEntrepreneur: boolean;
  readonly timeZone: string;
  readonly cashier: string;
}

export interface ReceiptModifier {
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: Money;
}

export interface ReceiptItem {
  readonly name: string;
  /** Decimal string. */
  readonly quantity: string;
  readonly uom: string;
  readonly unitPrice: Money;
  readonly modifiers: readonly ReceiptModifier[];
  /** Of a combo: what was chosen, whose modifiers are in the unit price. */
  readonly parts: readonly { readonly name: string; readonly modifiers: readonly ReceiptModifier[] }[];
  /** As the shelf says it: quantity × (unit price + modifiers). */
  readonly gross: Money;
  /** Why it costs less, and by how much as the shelf says it. */
  readonly discounts: readonly { readonly name: string; readonly amount: Money }[];
  readonly notes: string | null;
}

/** What modifiers add to the price of one. */
export function extrasOf(modifiers: readonly ReceiptModifier[]): Money {
  return sum(modifiers.map(({ quantity, unitPrice }) => BigInt(quantity) * unitPrice));
}

/** What the items of one tax rule come to. */
export interface ReceiptTax {
  readonly kind: 'ppn' | 'pbjt';
  readonly rateBps: number;
  /** The rate is applied to this part of the price. */
  readonly baseNumerator: number;
  readonly baseDenominator: number;
  readonly isInPrice: boolean;
  readonly base: Money;
  readonly amount: Money;
}

/** What an exchange took back. */
export interface ReturnedGoods {
  /** Of the sale. */
  readonly number: string;
  readonly items: readonly {
    readonly name: string;
    readonly quantity: string;
    readonly uom: string;
    readonly total: Money;
  }[];
  /** What the customer got, apart from what was taken. */
  readonly givenBack: readonly { readonly method: string; readonly amount: Money }[];
}

export interface Receipt {
  readonly number: string;
  readonly occurredAt: Date;
  /** When it was annulled; null: it holds. */
  readonly voidedAt: Date | null;
  /** The number of the sale that is refunded; null: it is no refund. */
  readonly refundOf: string | null;
  /** What came back for it, and of which sale; null: it was taken for money alone. */
  readonly returned: ReturnedGoods | null;
  readonly head: ReceiptHead;
  readonly items: readonly ReceiptItem[];
  readonly subtotal: Money;
  readonly discountAmount: Money;
  readonly serviceCharge: Money;
  readonly taxes: readonly ReceiptTax[];
  readonly rounding: Money;
  readonly grandTotal: Money;
  readonly payments: readonly { readonly method: string; readonly tendered: Money }[];
  readonly change: Money;
  /** For the staff, beside the total. */
  readonly tip: Money;
  /** What was left to be paid later, and by when. */
  readonly onAccount: Money;
  readonly dueDate: string | null;
  /** What the sale left on each gift card that it was paid with. */
  readonly giftCards: readonly { readonly ending: string; readonly balance: Money }[];
  /** The whole address behind the QR. */
  readonly verificationAddress: string;
}

/** What marks a receipt as not the first: the copies recorded so far. */
export interface CopyMark {
  readonly copies: number;
}
