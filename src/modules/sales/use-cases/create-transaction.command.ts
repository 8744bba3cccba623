import type { Money } from '../../../kernel/money';
import type { AskedDiscount, CartItem, Tender } from '../domain/cart';
import type { OrderType } from '../contracts/sales.events';

export { type AskedDiscount, type CartItem, productsOf } from '../domain/cart';
export { LINES_MAX } from '../domain/pricing';
export { noteCustomer } from '../domain/customer-note';

/** A sale as the till asks for it: what, not how much. */
export interface CreateTransactionCommand {
  /** Made by a till that may be offline; null: the server makes it. */
  readonly id: string | null;
  readonly outletId: string;
  readonly shiftId: string;
  readonly orderType: OrderType;
  readonly tableId: string | null;
  readonly customerId: string | null;
  readonly items: readonly CartItem[];
  /** On the whole sale, by hand. */
  readonly discount: AskedDiscount | null;
  /** That the customer redeems. */
  readonly points: bigint;
  /** Codes. */
  readonly vouchers: readonly string[];
  /** Permissions that were lent for this sale, which then has an id. */
  readonly approvals: readonly string[];
  readonly payments: readonly Tender[];
  /** For the staff, beside the total. */
  readonly tip: Money;
  /** When what the payments leave open is due; null: they leave nothing open. */
  readonly dueDate: string | null;
  readonly notes: string | null;
  readonly occurredAt: Date | null;
}
