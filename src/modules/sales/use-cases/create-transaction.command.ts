import type { CartItem, Tender } from '../domain/cart';
import type { OrderType } from '../contracts/sales.events';

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
  readonly payments: readonly Tender[];
  readonly notes: string | null;
  readonly occurredAt: Date | null;
}

export function productsOf(command: CreateTransactionCommand): string[] {
  return [...new Set(command.items.map((item) => item.productId))];
}
