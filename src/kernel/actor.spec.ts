import { type Actor, actorCan, requireWorkplace, worksAt } from './actor';

const cashier: Actor = {
  businessId: 'business',
  employeeId: 'employee',
  role: 'cashier',
  outletIds: ['kemang'],
  outletId: null,
  correlationId: 'request',
};

it('works where it is assigned, and nowhere else', () => {
  expect(worksAt(cashier, 'kemang')).toBe(true);
  expect(() => requireWorkplace(cashier, 'kemang')).not.toThrow();
  expect(worksAt(cashier, 'losari')).toBe(false);
  expect(() => requireWorkplace(cashier, 'losari')).toThrow(
    expect.objectContaining({ kind: 'not-found', code: 'identity.outlet-not-found', details: { outletId: 'losari' } }),
  );
});

it.each([
  ['owner', true],
  ['manager', true],
  ['supervisor', false],
  ['cashier', false],
] as const)('as %s may set a price by hand: %s', (role, may) => {
  expect(actorCan({ ...cashier, role }, 'sale.override-price')).toBe(may);
});
