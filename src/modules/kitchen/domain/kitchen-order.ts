/** What the kitchen reads of a sale. */
export interface SoldCart {
  readonly transactionId: string;
  readonly outletId: string;
  readonly receiptNumber: string;
  readonly orderType: string;
  readonly tableId: string | null;
  readonly notes: string | null;
  readonly items: readonly SoldItem[];
}

interface SoldItem {
  readonly itemId: string;
  readonly lineNumber: number;
  readonly productId: string;
  readonly name: string;
  readonly quantity: string;
  readonly station: string | null;
  readonly modifiers: readonly { readonly name: string; readonly quantity: number }[];
  readonly notes: string | null;
}

export interface KitchenOrder {
  /** The transaction's own: one order per sale. */
  readonly id: string;
  readonly transactionId: string;
  readonly outletId: string;
  readonly orderNumber: string;
  readonly orderType: string;
  readonly tableId: string | null;
  readonly notes: string | null;
  readonly placedAt: Date;
  readonly items: readonly KitchenItem[];
}

export interface KitchenItem extends SoldItem {
  readonly station: string;
}

/** The order of a sale: the items that a station makes; null when nothing is to be made. */
export function kitchenOrderOf(cart: SoldCart, placedAt: Date): KitchenOrder | null {
  const items = cart.items.filter(isMade);
  if (items.length === 0) return null;
  return {
    id: cart.transactionId,
    transactionId: cart.transactionId,
    outletId: cart.outletId,
    orderNumber: orderNumberOf(cart.receiptNumber),
    orderType: cart.orderType,
    tableId: cart.tableId,
    notes: cart.notes,
    placedAt,
    items: items.map((item) => ({
      ...item,
      modifiers: item.modifiers.map(({ name, quantity }) => ({ name, quantity })),
    })),
  };
}

/** What is called out at the counter: the day's number of "JKT1-20261121-000042" is "042". */
export function orderNumberOf(receiptNumber: string): string {
  const sequence = /\d+$/.exec(receiptNumber)?.[0] ?? receiptNumber;
  return sequence.replace(/^0+/, '').padStart(3, '0');
}

function isMade(item: SoldItem): item is KitchenItem {
  return item.station !== null;
}
