import type { LocalMoment } from '../../../kernel/local-moment';
import type { Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import type { RateBps } from '../../../kernel/rate';
import type { OrderType, PaymentMethod } from '../contracts/sales.events';

/** A discount that a person gives, on a line or on the whole cart. */
export interface AskedDiscount {
  readonly off: Off;
  readonly reason: string | null;
}

export type Off =
  { readonly kind: 'percentage'; readonly rateBps: RateBps } | { readonly kind: 'fixed'; readonly amount: Money };

export interface ChosenModifier {
  readonly modifierId: string;
  readonly quantity: number;
}

/** What was chosen of a slot: one comes with each combo, and twice the same is chosen twice. */
export interface ComboChoice {
  readonly slotId: string;
  readonly productId: string;
  readonly variantId: string | null;
  readonly modifiers: readonly ChosenModifier[];
}

export interface CartItem {
  readonly productId: string;
  readonly variantId: string | null;
  /** The pack it is sold in; null: the unit in which it is counted. */
  readonly unitId: string | null;
  readonly quantity: Quantity;
  /** A price set by hand; null: the catalog's. Of a combo: without what its choices cost more. */
  readonly unitPrice: Money | null;
  readonly modifiers: readonly ChosenModifier[];
  /** Of a combo. */
  readonly choices: readonly ComboChoice[];
  readonly discount: AskedDiscount | null;
  readonly notes: string | null;
}

/** What the price of a cart depends on besides what is in it. */
export interface Occasion {
  readonly businessDate: string;
  readonly moment: LocalMoment;
  readonly orderType: OrderType;
  /** That the customer redeems. */
  readonly points: bigint;
  readonly customerId: string | null;
  /** On the whole cart. */
  readonly discount: AskedDiscount | null;
  /** Codes. */
  readonly vouchers: readonly string[];
}

export interface Tender {
  readonly method: PaymentMethod;
  /** What the customer hands over. */
  readonly amount: Money;
  readonly reference: string | null;
  /** The paid payment intent that it is; without one it was taken by hand, such as at a terminal. */
  readonly intentId?: string;
}

/** What the catalog is asked for to price a cart. */
export function productsOf({
  items,
}: {
  readonly items: readonly Pick<CartItem, 'productId' | 'choices'>[];
}): string[] {
  return [
    ...new Set(items.flatMap(({ productId, choices }) => [productId, ...choices.map((chosen) => chosen.productId)])),
  ];
}
