import { countDrawer, postDrawerCount } from './drawer-count';

const debit = (role: string, amount: bigint) => ({ role, debit: amount, credit: 0n });
const credit = (role: string, amount: bigint) => ({ role, debit: 0n, credit: amount });

it.each([
  {
    expected: 500_000n,
    counted: 485_000n,
    over: 0n,
    short: 15_000n,
    lines: [debit('CASH_VARIANCE', 15_000n), credit('CASH_DRAWER', 15_000n)],
  }, // J37
  {
    expected: 485_000n,
    counted: 500_000n,
    over: 15_000n,
    short: 0n,
    lines: [debit('CASH_DRAWER', 15_000n), credit('CASH_VARIANCE', 15_000n)],
  },
  { expected: 485_000n, counted: 485_000n, over: 0n, short: 0n, lines: [] },
  { expected: 0n, counted: 0n, over: 0n, short: 0n, lines: [] },
])(
  'a drawer of $expected counted as $counted is $over over and $short short',
  ({ expected, counted, lines, ...rest }) => {
    const count = countDrawer(expected, counted);
    expect(count).toEqual({ expectedCash: expected, countedCash: counted, ...rest });
    expect(postDrawerCount(count)).toEqual(lines);
  },
);
