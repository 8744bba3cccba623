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

export interface CartItem {
  readonly productId: string;
  readonly variantId: string | null;
  /** The pack it is sold in; null: the unit in which it is counted. */
  readonly unitId: string | null;
  readonly quantity: Quantity;
  /** A price set by hand; null: the catalog's. */
  readonly unitPrice: Money | null;
  readonly modifiers: readonly { readonly modifierId: string; readonly quantity: number }[];
  readonly discount: AskedDiscount | null;
  readonly notes: string | null;
}

/** What the price of a cart depends on besides what is in it. */
export interface Occasion {
  readonly businessDate: string;
  readonly moment: LocalMoment;
  readonly orderType: OrderType;
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
}
