import { daysFromAnniversary } from '../../../kernel/anniversary';
import { allocate, sum, type Money } from '../../../kernel/money';
import { applyRate } from '../../../kernel/rate';
import type { Occasion } from './cart';
import { type DiscountedLine, takeOff } from './discounts';
import { holds } from './offers';
import { fits, isAnything } from './promotion-goods';
import { bundled, freeOf } from './promotion-sets';
import type { PromotionTerms, SaleContext, VoucherTerms } from './sale-context';

/** Whether its uses are counted. */
export function isLimited({ maxUses, maxUsesPerCustomer }: Pick<PromotionTerms, 'maxUses' | 'maxUsesPerCustomer'>) {
  return maxUses !== null || maxUsesPerCustomer !== null;
}

/** A promotion on the way to a cart, and why: by itself, or for a voucher. */
interface Gift {
  readonly promotion: PromotionTerms;
  readonly source: 'promotion' | 'voucher';
  readonly sourceId: string;
}

/**
 * What promotions take off, the one of the highest priority first, each of what the others have left. An exclusive one
 * takes only off lines that no other has touched, and nothing is taken off them after it.
 */
export function givePromotions(
  lines: readonly DiscountedLine[],
  vouchers: readonly VoucherTerms[],
  context: SaleContext,
  occasion: Occasion,
): readonly DiscountedLine[] {
  const gifts = context.promotions
    .filter((promotion) => isFor(promotion, context, occasion) && isSpent(promotion, lines))
    .sort((a, b) => b.priority - a.priority || (a.name < b.name ? -1 : 1))
    .flatMap((promotion): Gift[] => {
      if (!promotion.byVoucher) return [{ promotion, source: 'promotion', sourceId: promotion.id }];
      const voucher = vouchers.find(({ promotionId }) => promotionId === promotion.id);
      return voucher ? [{ promotion, source: 'voucher', sourceId: voucher.id }] : [];
    });
  const exclusive = new Set(gifts.filter(({ promotion }) => promotion.exclusive).map(({ sourceId }) => sourceId));
  return gifts.reduce((left, gift) => give(gift, left, exclusive), lines);
}

function isFor(promotion: PromotionTerms, context: SaleContext, occasion: Occasion): boolean {
  const { customer } = context;
  if (!holds(promotion, context, occasion) || context.usedUp.has(promotion.id)) return false;
  if (promotion.maxUsesPerCustomer !== null && customer === null) return false;
  if (promotion.firstPurchase && customer?.hasBought !== false) return false;
  if (promotion.birthdayDays === null) return true;
  const birthDate = customer?.birthDate ?? null;
  return birthDate !== null && daysFromAnniversary(birthDate, occasion.businessDate) <= promotion.birthdayDays;
}

/** What its goods come to before any promotion: the order in which promotions are given decides nothing here. */
function isSpent({ parts, minSpend }: PromotionTerms, lines: readonly DiscountedLine[]): boolean {
  const goods = lines.filter((line) => parts.some((part) => fits(line, part)));
  return sum(goods.map(({ net }) => net)) >= minSpend;
}

function give(
  { promotion, source, sourceId }: Gift,
  lines: readonly DiscountedLine[],
  exclusive: ReadonlySet<string>,
): readonly DiscountedLine[] {
  const isOpen = ({ discounts }: DiscountedLine) =>
    discounts.every((given) => given.sourceId === null || !(promotion.exclusive || exclusive.has(given.sourceId)));
  const open = lines.map((line, place) => ({ line, place })).filter(({ line }) => isOpen(line));
  if (open.length === 0) return lines;
  const offered = amountsOff(
    promotion,
    open.map(({ line }) => line),
  );
  const amounts = capped(offered, promotion.maxAmount);
  const scope = promotion.parts.every(isAnything) ? 'order' : 'line';
  const reason = { scope, source, sourceId, name: promotion.name } as const;
  const off = new Map(open.map(({ place }, index) => [place, amounts[index]!]));
  return lines.map((line, place) => takeOff(line, reason, off.get(place) ?? 0n));
}

/** Of each line, and of none more than is left of it. */
function amountsOff(
  { kind, rateBps, amount, parts }: PromotionTerms,
  lines: readonly DiscountedLine[],
): readonly Money[] {
  if (kind === 'buy_x_get_y') return freeOf(lines, parts[0]!, parts[1]!, rateBps);
  if (kind === 'bundle') return bundled(lines, parts, amount);
  const nets = lines.map((line) => (fits(line, parts[0]!) ? line.net : 0n));
  const left = sum(nets);
  return allocate(kind === 'percentage' ? applyRate(left, rateBps) : amount < left ? amount : left, nets);
}

function capped(amounts: readonly Money[], max: Money | null): readonly Money[] {
  return max !== null && sum(amounts) > max ? allocate(max, amounts) : amounts;
}
