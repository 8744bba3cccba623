import { newId } from '../../../kernel/ids';
import { divideHalfUp, sum, type Money } from '../../../kernel/money';
import type { Quantity } from '../../../kernel/quantity';
import { itemTwice, refundBeyondSold, refundQuantityTooFine, transactionItemNotFound } from './undoing.errors';

/** The amounts of an item of which a part comes back. */
export interface ItemAmounts {
  readonly gross: Money;
  readonly subtotal: Money;
  readonly discountAmount: Money;
  readonly serviceCharge: Money;
  readonly taxBase: Money;
  readonly taxAmount: Money;
}

/** An item of a sale, and what of it has not come back yet. */
export interface RefundableItem {
  readonly id: string;
  readonly productId: string;
  readonly name: string;
  readonly quantity: Quantity;
  readonly quantityDecimals: number;
  readonly quantityLeft: Quantity;
  readonly left: ItemAmounts;
  readonly taxRole: string | null;
  readonly stockItemId: string | null;
  /** In the unit in which it is counted. */
  readonly unitFactor: Quantity;
  /** Of all of it; null where it is not counted. */
  readonly cost: Money | null;
}

export interface AskedReturn {
  readonly itemId: string;
  readonly quantity: Quantity;
  /** Whether it can be sold again: damaged goods are not put back on the shelf. */
  readonly restock: boolean;
}

export interface ReturnedItem extends ItemAmounts {
  readonly id: string;
  readonly lineNumber: number;
  readonly original: RefundableItem;
  readonly quantity: Quantity;
  readonly total: Money;
  /** What goes back on the shelf is worth; null where nothing does. */
  readonly cost: Money | null;
}

/**
 * The part of each item that comes back, with its share of the item's own amounts. A share is taken of what is left, so
 * that all shares of an item sum to the item, in whatever pieces it comes back.
 */
export function returnItems(items: readonly RefundableItem[], asked: readonly AskedReturn[]): ReturnedItem[] {
  const known = new Map(items.map((item) => [item.id, item]));
  const twice = asked.find(({ itemId }, place) => asked.findIndex((other) => other.itemId === itemId) < place);
  if (twice) throw itemTwice(twice.itemId);
  const beyond = asked.filter(({ itemId, quantity }) => quantity > (known.get(itemId)?.quantityLeft ?? quantity));
  const returned = asked.map((one, place) => {
    const original = known.get(one.itemId);
    if (!original) throw transactionItemNotFound(one.itemId);
    if (one.quantity % 10n ** BigInt(4 - original.quantityDecimals) !== 0n) {
      throw refundQuantityTooFine(one.itemId, original.quantityDecimals);
    }
    return { one, original, lineNumber: place + 1 };
  });
  if (beyond.length > 0) {
    throw refundBeyondSold(
      beyond.map(({ itemId, quantity }) => ({ itemId, quantity, left: known.get(itemId)!.quantityLeft })),
    );
  }
  return returned.map(({ one, original, lineNumber }) => returnItem(original, one, lineNumber));
}

function returnItem(original: RefundableItem, { quantity, restock }: AskedReturn, lineNumber: number): ReturnedItem {
  const share = (amount: Money) => divideHalfUp(amount * quantity, original.quantityLeft);
  const { left } = original;
  const amounts = {
    gross: share(left.gross),
    subtotal: share(left.subtotal),
    discountAmount: share(left.discountAmount),
    serviceCharge: share(left.serviceCharge),
    taxBase: share(left.taxBase),
    taxAmount: share(left.taxAmount),
  };
  return {
    ...amounts,
    id: newId(),
    lineNumber,
    original,
    quantity,
    total: amounts.subtotal - amounts.discountAmount + amounts.serviceCharge + amounts.taxAmount,
    cost: restock && original.cost !== null ? costOf(original, original.cost, quantity) : null,
  };
}

/** Of units that came back damaged nobody wrote down the cost: each unit has its own place in the cost of all. */
function costOf({ quantity: sold, quantityLeft }: RefundableItem, cost: Money, quantity: Quantity): Money {
  const upTo = (units: Quantity) => divideHalfUp(cost * units, sold);
  const before = sold - quantityLeft;
  return upTo(before + quantity) - upTo(before);
}

export function comesBackWhole(items: readonly RefundableItem[], returned: readonly ReturnedItem[]): boolean {
  return sum(items.map((item) => item.quantityLeft)) === sum(returned.map((item) => item.quantity));
}
