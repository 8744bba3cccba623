import { divideHalfUp, type Money } from '../../../kernel/money';
import { applyRate } from '../../../kernel/rate';
import type { SaleContext, TaxTerms } from './sale-context';
import { ppnNeedsPkp, taxRuleMissing } from './sales.errors';

const BPS = 10_000n;

/** The rule for a tax code on a day: the outlet's own before the general one, the newest that has begun. */
export function taxRuleFor(taxCode: string, context: SaleContext, businessDate: string): TaxTerms {
  const holding = context.taxRules
    .filter((rule) => rule.code === taxCode && (rule.outletId === null || rule.outletId === context.outlet.id))
    .filter((rule) => rule.validFrom <= businessDate && (rule.validTo === null || businessDate <= rule.validTo))
    .sort((a, b) => {
      if ((a.outletId === null) !== (b.outletId === null)) return a.outletId === null ? 1 : -1;
      return a.validFrom < b.validFrom ? 1 : -1;
    });
  const rule = holding[0];
  if (!rule) throw taxRuleMissing(taxCode);
  if (rule.kind === 'ppn' && !context.isTaxableEntrepreneur) throw ppnNeedsPkp(taxCode);
  return rule;
}

/** The base that the rate is applied to (DPP, or DPP nilai lain): a fraction of the price before tax, half up. */
export function taxBase(beforeTax: Money, rule: TaxTerms): Money {
  return divideHalfUp(beforeTax * BigInt(rule.baseNumerator), BigInt(rule.baseDenominator));
}

/** Two steps, each rounded: first the base, then the rate (PMK 131/2024; PER-11/PJ/2025 art. 129). */
export function taxOn(beforeTax: Money, rule: TaxTerms): Money {
  return applyRate(taxBase(beforeTax, rule), rule.rateBps);
}

/** The tax inside a price: gross less round(gross ÷ (1 + effective rate)), so that the two always add up. */
export function taxInside(gross: Money, rule: TaxTerms): Money {
  const whole = BPS * BigInt(rule.baseDenominator);
  const part = BigInt(rule.rateBps) * BigInt(rule.baseNumerator);
  return gross - divideHalfUp(gross * whole, whole + part);
}
