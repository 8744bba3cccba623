import { groupBy } from '../../../kernel/group-by';
import { moneyToJson, sum } from '../../../kernel/money';
import { formatQuantity } from '../../../kernel/quantity';
import type { PricedCart, PricedLine } from './pricing';
import type { SaleContext } from './sale-context';
import { toldCombo, toldDiscount } from './sale-terms';
import { roundCash } from './settlement';

/** The amounts of a cart, each with what made it. */
export function priceAnswer(cart: PricedCart, context: SaleContext, businessDate: string) {
  const { outlet } = context;
  return {
    outletId: outlet.id,
    businessDate,
    subtotal: moneyToJson(cart.subtotal),
    discountAmount: moneyToJson(cart.discountAmount),
    serviceCharge: moneyToJson(cart.serviceCharge),
    taxAmount: moneyToJson(cart.taxAmount),
    total: moneyToJson(cart.total),
    totalInCash: moneyToJson(roundCash(cart.total, outlet.cashRoundingStep, outlet.cashRoundingDirection)),
    items: cart.lines.map(pricedItem),
    serviceChargeRule: {
      rateBps: outlet.serviceChargeBps,
      base: outlet.serviceChargeBase,
      taxable: outlet.serviceChargeTaxable,
    },
    taxes: [...groupBy(cart.lines, (line) => line.taxRule)].map(([rule, lines]) => ({
      taxRuleId: rule.id,
      code: rule.code,
      name: rule.name,
      source: rule.source,
      rateBps: rule.rateBps,
      baseNumerator: rule.baseNumerator,
      baseDenominator: rule.baseDenominator,
      inPrice: rule.priceIncludesTax,
      base: moneyToJson(sum(lines.map((line) => line.taxBase))),
      amount: moneyToJson(sum(lines.map((line) => line.taxAmount))),
    })),
  };
}

function pricedItem(line: PricedLine, index: number) {
  const { listed, unit } = line;
  return {
    lineNumber: index + 1,
    productId: line.product.id,
    variantId: line.variantId,
    name: line.name,
    quantity: formatQuantity(line.quantity),
    uom: unit?.name ?? line.product.uom,
    unitId: unit?.id ?? null,
    baseQuantity: formatQuantity(line.baseQuantity),
    unitPrice: moneyToJson(line.unitPrice),
    listPrice: {
      amount: moneyToJson(listed.price),
      source: listed.source,
      sourceId: listed.sourceId,
      name: listed.name,
      minQuantity: formatQuantity(listed.minQuantity),
    },
    combo: pricedCombo(line),
    modifiers: line.modifiers.map(({ id, name, quantity, price }) => ({
      modifierId: id,
      name,
      quantity,
      unitPrice: moneyToJson(price),
    })),
    gross: moneyToJson(line.gross),
    discounts: line.discounts.map(toldDiscount),
    subtotal: moneyToJson(line.subtotal),
    discountAmount: moneyToJson(line.discountAmount),
    serviceCharge: moneyToJson(line.serviceCharge),
    taxRuleId: line.taxRule.id,
    taxBase: moneyToJson(line.taxBase),
    taxAmount: moneyToJson(line.taxAmount),
    total: moneyToJson(line.total),
  };
}

/** What the combo costs, and how much more for this of its parts. */
function pricedCombo(line: PricedLine) {
  const { soldIn } = line;
  return (
    soldIn && {
      ...toldCombo(line)!,
      unitPrice: moneyToJson(soldIn.unitPrice),
      listPrice: moneyToJson(soldIn.listed.price),
      upcharge: moneyToJson(soldIn.upcharge),
    }
  );
}
