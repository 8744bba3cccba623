import { moneyToJson } from '../../../kernel/money';
import type { ManagedPromotion } from '../contracts/promotion';

export type PromotionView = ReturnType<typeof toView>;

/** Money as a number, and the days one by one. */
export function toView(promotion: ManagedPromotion, uses: number) {
  return {
    promotionId: promotion.id,
    name: promotion.name,
    kind: promotion.kind,
    rateBps: promotion.rateBps,
    amount: moneyToJson(promotion.amount),
    maxAmount: promotion.maxAmount === null ? null : moneyToJson(promotion.maxAmount),
    parts: promotion.parts.map(({ quantity, productIds, categoryIds }) => ({
      quantity,
      productIds: [...productIds],
      categoryIds: [...categoryIds],
    })),
    minSpend: moneyToJson(promotion.minSpend),
    firstPurchase: promotion.firstPurchase,
    birthdayDays: promotion.birthdayDays,
    priority: promotion.priority,
    exclusive: promotion.exclusive,
    byVoucher: promotion.byVoucher,
    maxUses: promotion.maxUses,
    maxUsesPerCustomer: promotion.maxUsesPerCustomer,
    uses,
    outletId: promotion.outletId,
    orderType: promotion.orderType,
    tierId: promotion.tierId,
    weekdays: [1, 2, 3, 4, 5, 6, 7].filter((day) => (promotion.weekdays & (1 << (day - 1))) !== 0),
    fromTime: promotion.fromTime,
    toTime: promotion.toTime,
    validFrom: promotion.validFrom,
    validTo: promotion.validTo,
    active: promotion.active,
    version: promotion.version,
  };
}
