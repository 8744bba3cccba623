import type { CreatePromotionCommand } from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import { offerTerms, partTerms } from './sale-terms';

/** By default 10 % off everything. */
export function promotionCommand(
  name: string,
  promotion: Partial<CreatePromotionCommand> = {},
): CreatePromotionCommand {
  return {
    ...offerTerms(),
    name,
    kind: 'percentage',
    rateBps: 1_000,
    amount: 0n,
    maxAmount: null,
    parts: [partTerms()],
    minSpend: 0n,
    firstPurchase: false,
    birthdayDays: null,
    priority: 0,
    exclusive: false,
    byVoucher: false,
    maxUses: null,
    maxUsesPerCustomer: null,
    ...promotion,
  };
}
