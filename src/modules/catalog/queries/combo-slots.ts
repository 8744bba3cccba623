import { groupBy } from '../../../kernel/group-by';
import type { ReadTx } from '../../../platform/database/tx';
import type { PricedComboSlot } from '../contracts/price-book';

/** What the combos among these products offer, by product and in the order of the menu. */
export async function comboSlotsOf(
  { prisma, businessId }: ReadTx,
  productIds: readonly string[],
): Promise<Map<string, PricedComboSlot[]>> {
  const slots = await prisma.comboSlot.findMany({
    where: { businessId, productId: { in: [...productIds] } },
    include: { comboChoices: { orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }] } },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
  });
  return groupBy(
    slots.map(({ comboChoices, ...slot }) => ({ ...slot, choices: comboChoices })),
    ({ productId }) => productId,
  );
}
