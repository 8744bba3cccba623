import { groupBy } from '../../../kernel/group-by';
import type { Money } from '../../../kernel/money';
import type { ComboChoice } from './cart';
import { chooseModifiers, chooseProduct, chooseVariant, nameOf, type PricedModifier } from './product-choice';
import type { ComboSlotTerms, ProductTerms } from './sale-context';
import { comboChoiceNotFound, comboNested, comboSelection } from './cart.errors';

/** What was chosen of a combo's slot: one of it is in each combo. */
export interface ComboPart {
  readonly product: ProductTerms;
  readonly variantId: string | null;
  readonly name: string;
  /** What it costs by itself: its weight in the price of the combo. */
  readonly ownPrice: Money;
  /** What the combo costs more for it. */
  readonly upcharge: Money;
  readonly modifiers: readonly PricedModifier[];
}

/** What was chosen, slot by slot; refuses what the combo does not offer, and what is no combo offers nothing. */
export function chooseParts(
  { comboSlots }: ProductTerms,
  chosen: readonly ComboChoice[],
  products: ReadonlyMap<string, ProductTerms>,
): ComboPart[] {
  const unknown = chosen.find(({ slotId }) => !comboSlots.some(({ id }) => id === slotId));
  if (unknown) throw comboChoiceNotFound(unknown);
  const chosenOf = groupBy(chosen, ({ slotId }) => slotId);
  return comboSlots.flatMap((slot) => {
    const wanted = chosenOf.get(slot.id) ?? [];
    const { id, minSelect, maxSelect } = slot;
    if (wanted.length < minSelect || wanted.length > maxSelect) {
      throw comboSelection(id, minSelect, maxSelect, wanted.length);
    }
    return wanted.map((choice) => toPart(slot, choice, products));
  });
}

function toPart(slot: ComboSlotTerms, choice: ComboChoice, products: ReadonlyMap<string, ProductTerms>): ComboPart {
  const { productId, variantId } = choice;
  const offers = slot.choices.filter((offered) => offered.productId === productId);
  const offer =
    offers.find((offered) => offered.variantId === variantId) ?? offers.find((any) => any.variantId === null);
  if (!offer) throw comboChoiceNotFound(choice);
  const product = chooseProduct(products, productId);
  if (product.comboSlots.length > 0) throw comboNested(productId);
  const variant = chooseVariant(product, variantId);
  return {
    product,
    variantId,
    name: nameOf(product, variant),
    ownPrice: variant?.price ?? product.price,
    upcharge: offer.upcharge,
    modifiers: chooseModifiers(product, choice.modifiers),
  };
}
