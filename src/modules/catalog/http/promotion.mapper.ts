import type { PromotionPart } from '../contracts/promotion';
import type { PromotionChanges } from '../use-cases/change-promotion.use-case';
import type { CreatePromotionCommand } from '../use-cases/create-promotion.use-case';
import type { ChangePromotionInput, CreatePromotionInput } from './promotion.schema';

export function toCommand({ gives, weekdays, ...input }: CreatePromotionInput): CreatePromotionCommand {
  return {
    ...givenBy(gives),
    name: input.name,
    minSpend: BigInt(input.minSpend),
    firstPurchase: input.firstPurchase,
    birthdayDays: input.birthdayDays ?? null,
    priority: input.priority,
    exclusive: input.exclusive,
    byVoucher: input.byVoucher,
    maxUses: input.maxUses ?? null,
    maxUsesPerCustomer: input.firstPurchase ? 1 : (input.maxUsesPerCustomer ?? null),
    outletId: input.outletId ?? null,
    orderType: input.orderType ?? null,
    tierId: input.tierId ?? null,
    weekdays: (weekdays ?? [1, 2, 3, 4, 5, 6, 7]).reduce((days, day) => days | (1 << (day - 1)), 0),
    fromTime: input.fromTime ?? null,
    toTime: input.toTime ?? null,
    validFrom: input.validFrom ?? null,
    validTo: input.validTo ?? null,
  };
}

type Given = Pick<CreatePromotionCommand, 'kind' | 'rateBps' | 'amount' | 'maxAmount' | 'parts'>;

function givenBy(gives: CreatePromotionInput['gives']): Given {
  const given = { kind: gives.kind, rateBps: 0, amount: 0n, maxAmount: null };
  switch (gives.kind) {
    case 'percentage':
      return { ...given, rateBps: gives.rateBps, maxAmount: moneyOf(gives.maxAmount), parts: [onePart(gives)] };
    case 'fixed':
      return { ...given, amount: BigInt(gives.amount), parts: [onePart(gives)] };
    case 'buy_x_get_y': {
      const parts = [toPart(gives.buy), toPart(gives.get)];
      return { ...given, rateBps: gives.rateBps, maxAmount: moneyOf(gives.maxAmount), parts };
    }
    case 'bundle':
      return { ...given, amount: BigInt(gives.price), parts: gives.parts.map(toPart) };
  }
}

type Goods = Pick<PromotionPart, 'productIds' | 'categoryIds'>;

const onePart = (goods: Goods) => toPart({ quantity: 1, ...goods });

/** A product that is named twice is in it once. */
function toPart({ quantity, productIds, categoryIds }: Goods & { quantity: number }): PromotionPart {
  return { quantity, productIds: [...new Set(productIds)], categoryIds: [...new Set(categoryIds)] };
}

function moneyOf(amount: number | null | undefined): bigint | null {
  return amount === null || amount === undefined ? null : BigInt(amount);
}

/** What is not named stays. */
export function toChanges(input: ChangePromotionInput): PromotionChanges {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
}
