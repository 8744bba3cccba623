import { CHART_OF_ACCOUNTS } from './chart-of-accounts';

describe('The chart of accounts', () => {
  it('has the 61 accounts of a small Indonesian business', () => {
    expect(CHART_OF_ACCOUNTS).toHaveLength(61);
  });

  it.each(['code', 'name', 'nameEn', 'systemRole'] as const)('gives no two accounts the same %s', (property) => {
    expect(new Set(CHART_OF_ACCOUNTS.map((account) => account[property])).size).toBe(CHART_OF_ACCOUNTS.length);
  });

  it('numbers each account by the class it belongs to, and lists them in that order', () => {
    const classes = { asset: /^1/, liability: /^2/, equity: /^3/, income: /^4/, expense: /^[5-8]/ };
    for (const { code, type } of CHART_OF_ACCOUNTS) expect(code).toMatch(classes[type]);
    const codes = CHART_OF_ACCOUNTS.map(({ code }) => code);
    expect(codes).toEqual(codes.toSorted());
  });

  it('keeps contra accounts on the side that they reduce', () => {
    const against = CHART_OF_ACCOUNTS.filter(
      ({ type, normalSide }) => (normalSide === 'debit') !== (type === 'asset' || type === 'expense'),
    );
    expect(against.map(({ systemRole }) => systemRole)).toEqual([
      'ACCUM_DEPR',
      'DRAWINGS',
      'SALES_DISCOUNT',
      'SALES_RETURN',
    ]);
  });

  it('knows every role that a sale posts to', () => {
    const roles = new Set(CHART_OF_ACCOUNTS.map(({ systemRole }) => systemRole));
    const posted = ['CASH_DRAWER', 'CARD_CLEARING', 'QRIS_CLEARING', 'BANK', 'PLATFORM_CLEARING', 'SALES', 'SALES_FNB'];
    const settled = ['SERVICE_CHARGE', 'VAT_OUT', 'PBJT_PAYABLE', 'ROUNDING', 'COGS', 'INVENTORY', 'INVENTORY_RAW'];
    expect([...posted, ...settled].filter((role) => !roles.has(role))).toEqual([]);
  });
});
