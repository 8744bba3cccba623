import { groupBy } from '../../../kernel/group-by';
import { sum } from '../../../kernel/money';
import { extrasOf, type ReceiptItem } from './receipt';

/** An item as it was stored: by itself, or as a part of the combo that it was sold in. */
export interface StoredItem extends ReceiptItem {
  /** Those of one itemNumber were sold as one. */
  readonly combo: { readonly itemNumber: number; readonly name: string; readonly uom: string } | null;
}

/** Puts combos together again: as the customer asked for them. */
export function putTogether(items: readonly StoredItem[]): ReceiptItem[] {
  const groups = groupBy(items, (item) => item.combo?.itemNumber ?? item);
  return [...groups.values()].map((parts) => (parts[0]!.combo ? asOne(parts) : parts[0]!));
}

function asOne(parts: readonly StoredItem[]): ReceiptItem {
  const { combo, quantity, notes } = parts[0]!;
  const discounts = groupBy(
    parts.flatMap((part) => part.discounts),
    ({ name }) => name,
  );
  return {
    name: combo!.name,
    quantity,
    uom: combo!.uom,
    unitPrice: sum(parts.map((part) => part.unitPrice + extrasOf(part.modifiers))),
    modifiers: [],
    parts: parts.map(({ name, modifiers }) => ({ name, modifiers })),
    gross: sum(parts.map((part) => part.gross)),
    discounts: [...discounts].map(([name, given]) => ({ name, amount: sum(given.map(({ amount }) => amount)) })),
    notes,
  };
}
