import type { Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import type { PaymentMethod } from '../contracts/sales.events';

export interface CartItem {
  readonly productId: string;
  readonly variantId: string | null;
  readonly quantity: Quantity;
  /** A price set by hand; null: the catalog's. */
  readonly unitPrice: Money | null;
  readonly modifiers: readonly { readonly modifierId: string; readonly quantity: number }[];
  readonly notes: string | null;
}

export interface Tender {
  readonly method: PaymentMethod;
  /** What the customer hands over. */
  readonly amount: Money;
  readonly reference: string | null;
}
