import { FREE, PBJT, PPN, saleContext, taxTerms } from '../../../../test/support/sale-terms';
import { taxBase, taxInside, taxOn, taxRuleFor } from './taxation';

describe('The tax rule for a day', () => {
  const rules = [
    taxTerms({ id: 'old', code: 'PPN', kind: 'ppn', validFrom: '2022-04-01', validTo: '2024-12-31' }),
    taxTerms({ id: 'new', code: 'PPN', kind: 'ppn', validFrom: '2025-01-01' }),
    taxTerms({ id: 'newer', code: 'PPN', kind: 'ppn', validFrom: '2027-01-01' }),
    taxTerms({ id: 'general', code: 'PBJT', kind: 'pbjt', validFrom: '2026-01-01' }),
    taxTerms({
      id: 'here',
      code: 'PBJT',
      kind: 'pbjt',
      outletId: 'outlet',
      validFrom: '2025-01-01',
      validTo: '2026-06-30',
    }),
    taxTerms({ id: 'there', code: 'PBJT', kind: 'pbjt', outletId: 'elsewhere', validFrom: '2025-01-01' }),
  ];
  const context = saleContext([], { taxRules: rules });

  it.each([
    ['PPN', '2022-04-01', 'old'],
    ['PPN', '2024-12-31', 'old'],
    ['PPN', '2025-01-01', 'new'],
    ['PPN', '2026-12-31', 'new'],
    ['PPN', '2027-01-01', 'newer'],
    ['PBJT', '2025-06-01', 'here'],
    ['PBJT', '2026-06-30', 'here'], // the outlet's own before a newer general one
    ['PBJT', '2026-07-01', 'general'],
  ])('%s on %s is the %s one', (taxCode, businessDate, id) => {
    expect(taxRuleFor(taxCode, context, businessDate).id).toBe(id);
  });

  it.each([
    ['PPN', '2022-03-31'],
    ['PPNBM', '2026-01-01'],
  ])('%s on %s is missing', (taxCode, businessDate) => {
    expect(() => taxRuleFor(taxCode, context, businessDate)).toThrow(
      expect.objectContaining({ code: 'sales.tax-rule-missing', details: { taxCode } }),
    );
  });

  it('is not PPN for a business that is no PKP', () => {
    const small = saleContext([], { taxRules: rules, isTaxableEntrepreneur: false });
    expect(() => taxRuleFor('PPN', small, '2026-11-21')).toThrow(
      expect.objectContaining({ code: 'sales.ppn-needs-pkp' }),
    );
    expect(taxRuleFor('PBJT', small, '2026-11-21').id).toBe('general');
  });
});

describe('Tax on top of a price', () => {
  it.each([
    { rule: PPN, price: 100_000n, base: 91_667n, tax: 11_000n }, // J02
    { rule: PPN, price: 95_000n, base: 87_083n, tax: 10_450n }, // J48
    { rule: PPN, price: 36n, base: 33n, tax: 4n },
    { rule: PPN, price: 41n, base: 38n, tax: 5n }, // in one step 4.51, in two 4.56
    { rule: PPN, price: 50n, base: 46n, tax: 6n }, // in one step 5.5
    { rule: PBJT, price: 94_500n, base: 94_500n, tax: 9_450n }, // J04
    { rule: PBJT, price: 85_000n, base: 85_000n, tax: 8_500n }, // J46
    { rule: FREE, price: 12_345n, base: 12_345n, tax: 0n },
  ])('$rule.code on $price is $tax', ({ rule, price, base, tax }) => {
    expect(taxBase(price, rule)).toBe(base);
    expect(taxOn(price, rule)).toBe(tax);
  });
});

describe('Tax inside a price', () => {
  it.each([
    { rule: PPN, gross: 111_000n, tax: 11_000n }, // J03
    { rule: PPN, gross: 222_000n, tax: 22_000n }, // J27
    { rule: PPN, gross: 18_500n, tax: 1_833n }, // net 16.666,67
    { rule: PPN, gross: 1n, tax: 0n },
    { rule: PPN, gross: 5n, tax: 0n }, // net 4.50 rounds up
    { rule: PPN, gross: 6n, tax: 1n },
    { rule: PBJT, gross: 110_000n, tax: 10_000n },
    { rule: PBJT, gross: 25_000n, tax: 2_273n },
    { rule: FREE, gross: 25_000n, tax: 0n },
    { rule: PPN, gross: 0n, tax: 0n },
  ])('$rule.code in $gross is $tax', ({ rule, gross, tax }) => {
    expect(taxInside(gross, rule)).toBe(tax);
  });
});
