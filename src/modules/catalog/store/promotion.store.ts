import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { readComplaint } from '../../../platform/database/database-error';
import type { Tx } from '../../../platform/database/tx';
import { categoryNotFound, productNotFound, promotionNameTaken, tierNotFound } from '../domain/catalog.errors';
import type { ManagedPromotion } from '../contracts/promotion';
import { toPromotion } from '../queries/promotion-book';

@Injectable()
export class PromotionStore {
  /** Null: there is none. */
  async lock({ prisma, businessId }: Tx, id: string): Promise<ManagedPromotion | null> {
    await prisma.$executeRaw`
      select from catalog.promotions where business_id = ${businessId}::uuid and id = ${id}::uuid for update`;
    const row = await prisma.promotion.findUnique({ where: { businessId_id: { businessId, id } } });
    if (!row) return null;
    const goods = await prisma.promotionGood.findMany({ where: { businessId, promotionId: id } });
    return { ...toPromotion(row, goods), active: row.active, version: row.version };
  }

  /** The name is locked by its being there; what the promotion names must be there too. */
  async add({ prisma, businessId }: Tx, promotion: ManagedPromotion): Promise<void> {
    const { parts, validFrom, validTo, ...terms } = promotion;
    const quantities = parts.map(({ quantity }) => quantity);
    const dates = { validFrom: dateOf(validFrom), validTo: dateOf(validTo) };
    const goods = parts.flatMap(({ productIds, categoryIds }, index) => [
      ...productIds.map((productId) => ({ part: index + 1, productId, categoryId: null })),
      ...categoryIds.map((categoryId) => ({ part: index + 1, productId: null, categoryId })),
    ]);
    await inWordsOfTheCatalog(promotion, async () => {
      await prisma.promotion.create({ data: { businessId, ...terms, ...dates, quantities } });
      await prisma.promotionGood.createMany({
        data: goods.map((good) => ({ businessId, id: newId(), promotionId: promotion.id, ...good })),
      });
    });
  }

  async save({ prisma, businessId }: Tx, promotion: ManagedPromotion): Promise<void> {
    const { id, name, priority, active, maxUses, version } = promotion;
    const dates = { validFrom: dateOf(promotion.validFrom), validTo: dateOf(promotion.validTo) };
    await inWordsOfTheCatalog(promotion, () =>
      prisma.promotion.update({
        where: { businessId_id: { businessId, id } },
        data: { name, priority, active, maxUses, version, ...dates },
      }),
    );
  }
}

async function inWordsOfTheCatalog(promotion: ManagedPromotion, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const message = readComplaint(error)?.message ?? '';
    if (message.includes('promotions_name_business_id_key')) throw promotionNameTaken(promotion.name);
    if (message.includes('promotions_tier_fkey')) throw tierNotFound();
    if (message.includes('promotion_goods_category_fkey')) throw categoryNotFound();
    if (message.includes('promotion_goods_product_fkey')) throw productNotFound();
    throw error;
  }
}

function dateOf(date: string | null): Date | null {
  return date === null ? null : new Date(date);
}
