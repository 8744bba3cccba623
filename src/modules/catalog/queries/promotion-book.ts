import type { Promotion as PromotionRow, PromotionGood } from '../../../platform/database/generated/client';
import { groupBy } from '../../../kernel/group-by';
import type { ReadTx } from '../../../platform/database/tx';
import type { Promotion, PromotionKind, PromotionPart } from '../contracts/promotion';

/** Of promotions that are in use, and of the goods that they name. */
const PROMOTIONS_MAX = 500;
const GOODS_MAX = 50_000;

export async function promotionsOf(tx: ReadTx): Promise<Promotion[]> {
  const { businessId } = tx;
  const rows = await tx.prisma.promotion.findMany({ where: { businessId, active: true }, take: PROMOTIONS_MAX });
  if (rows.length === 0) return [];
  const goods = await tx.prisma.promotionGood.findMany({
    where: { businessId, promotionId: { in: rows.map(({ id }) => id) } },
    take: GOODS_MAX,
  });
  const goodsOf = groupBy(goods, ({ promotionId }) => promotionId);
  return rows.map((row) => toPromotion(row, goodsOf.get(row.id) ?? []));
}

export function toPromotion(row: PromotionRow, goods: readonly PromotionGood[]): Promotion {
  return {
    ...row,
    kind: row.kind as PromotionKind,
    parts: row.quantities.map((quantity, index) =>
      partOf(
        quantity,
        goods.filter(({ part }) => part === index + 1),
      ),
    ),
    validFrom: row.validFrom && isoDate(row.validFrom),
    validTo: row.validTo && isoDate(row.validTo),
  };
}

function partOf(quantity: number, goods: readonly PromotionGood[]): PromotionPart {
  return {
    quantity,
    productIds: goods.flatMap(({ productId }) => productId ?? []),
    categoryIds: goods.flatMap(({ categoryId }) => categoryId ?? []),
  };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
