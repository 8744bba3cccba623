import { fitsDecimals } from '../../../kernel/quantity';
import type { CartItem, ComboChoice } from './cart';
import type { ComboSlotTerms, ProductTerms } from './sale-context';

const SELECT_MAX = 99;

/** Whether it is sold whole, and all that was chosen is something that can be sold by itself. */
export function canTakeApart(products: ReadonlyMap<string, ProductTerms>, { quantity, choices }: CartItem): boolean {
  if (choices.length > 0 && !fitsDecimals(quantity, 0)) return false;
  return choices.every(({ productId, variantId }) => {
    const part = products.get(productId);
    if (!part || part.comboSlots.length > 0) return false;
    return variantId === null ? part.variants.length === 0 : part.variants.some(({ id }) => id === variantId);
  });
}

/** What was chosen and is not offered, or not in that slot. */
export function notOffered({ comboSlots }: ProductTerms, { choices }: CartItem): ComboChoice[] {
  return choices.filter((choice) => !comboSlots.some((slot) => slot.id === choice.slotId && offers(slot, choice)));
}

/** The slots of a combo that has been sold: they offer what was chosen too, as often as it was. */
export function slotsAsSold(product: ProductTerms, items: readonly CartItem[]): ComboSlotTerms[] {
  const missing = items
    .filter(({ productId }) => productId === product.id)
    .flatMap((item) => notOffered(product, item));
  const extra = missing.map((choice): ComboSlotTerms => {
    const { slotId: id, productId, variantId } = choice;
    return { id, name: '', minSelect: 0, maxSelect: 0, choices: [{ productId, variantId, upcharge: 0n }] };
  });
  const bySlot = new Map<string, ComboSlotTerms>();
  for (const slot of [...product.comboSlots, ...extra]) {
    const choices = [...(bySlot.get(slot.id)?.choices ?? []), ...slot.choices];
    bySlot.set(slot.id, { ...slot, minSelect: 0, maxSelect: SELECT_MAX, choices });
  }
  return [...bySlot.values()];
}

function offers({ choices }: ComboSlotTerms, { productId, variantId }: ComboChoice): boolean {
  return choices.some((one) => one.productId === productId && (one.variantId ?? variantId) === variantId);
}
