import journals from '../../../../test/fixtures/journals.json';
import { accountCode } from '../../../../test/support/account-codes';
import { CASH_MOVEMENT_KINDS, type CashMovementKind, COUNTER_ROLES } from '../contracts/drawer.events';
import { cashMovement, postCashMovement } from './cash-movement';

const posted = (movement: Parameters<typeof postCashMovement>[0]) => {
  const lines = postCashMovement(movement);
  const side = (name: 'debit' | 'credit') =>
    lines.filter((line) => line[name] > 0n).map((line) => [accountCode(line.role), Number(line[name])]);
  return { debit: side('debit'), credit: side('credit') };
};

describe('A movement of the drawer', () => {
  it.each([
    ['J16', cashMovement('paid_out', 75_000n, 'UTILITIES')],
    ['J38', cashMovement('cash_drop', 2_000_000n)],
  ])('is posted as fixture %s', (id, movement) => {
    const { debit, credit } = journals.find((journal) => journal.id === id)!;
    expect(posted(movement)).toEqual({ debit, credit });
  });

  it('is posted the other way round when it is paid in', () => {
    expect(posted(cashMovement('paid_in', 50_000n))).toEqual({
      debit: [['1101', 50_000]],
      credit: [['1102', 50_000]],
    });
  });

  it('is not posted when nothing moved', () => {
    const opened = cashMovement('no_sale', 0n);
    expect(opened).toEqual({ kind: 'no_sale', amount: 0n, counterRole: null });
    expect(postCashMovement(opened)).toEqual([]);
  });

  it.each<[CashMovementKind, bigint]>([
    ['paid_in', 0n],
    ['paid_out', 0n],
    ['cash_drop', 0n],
    ['no_sale', 1n],
  ])('%s is not one of %s rupiah', (kind, amount) => {
    expect(() => cashMovement(kind, amount)).toThrow(expect.objectContaining({ code: 'sales.cash-movement-amount' }));
  });

  it.each(CASH_MOVEMENT_KINDS)('%s goes to accounts of its kind only', (kind) => {
    const amount = kind === 'no_sale' ? 0n : 1n;
    const fits: readonly string[] = COUNTER_ROLES[kind];
    for (const role of ['CASH_SAFE', 'UTILITIES', 'CAPITAL', 'PETTY_CASH'] as const) {
      if (fits.includes(role)) expect(cashMovement(kind, amount, role).counterRole).toBe(role);
      else {
        expect(() => cashMovement(kind, amount, role)).toThrow(
          expect.objectContaining({ code: 'sales.counter-role-unfit' }),
        );
      }
    }
  });
});
