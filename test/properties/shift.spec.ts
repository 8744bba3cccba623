import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import { Client } from 'pg';
import type { CashMovementKind } from '../../src/modules/sales';
import { ShiftReportsQuery } from '../../src/modules/sales/queries/shift-reports.query';
import { Drawers } from '../support/drawers';
import { tender } from '../support/sale-terms';
import { startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const RUNS = { numRuns: 12 };
const COFFEE = 28_900;
const LIMIT = 100_000;

type Step =
  | { readonly do: 'sell'; readonly qris: number; readonly tendered: number }
  | { readonly do: 'move'; readonly kind: CashMovementKind; readonly amount: number };

const aSale = fc.record({
  do: fc.constant('sell' as const),
  qris: fc.constantFrom(0, 10_000, 28_875),
  tendered: fc.constantFrom(28_900, 30_000, 50_000, 100_000),
});
/** Some are above the limit, and nobody approves them. */
const aMovement = fc.record({
  do: fc.constant('move' as const),
  kind: fc.constantFrom<CashMovementKind>('paid_in', 'paid_out', 'cash_drop', 'no_sale'),
  amount: fc.integer({ min: 0, max: LIMIT + 20_000 }),
});
const aHistory = fc.record({
  steps: fc.array(fc.oneof(aSale, aMovement), { maxLength: 12 }),
  miscounted: fc.integer({ min: -10_000, max: 10_000 }),
});

let database: TestDatabase;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  app = await startSales(database.ownerUrl);
});

afterAll(async () => {
  await app?.close();
  await owner?.end();
});

describe.each(WRITERS)('Any shift of sales by the %s writer', (writer) => {
  let shop: Shop;
  let drawers: Drawers;
  let place = 0;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    drawers = new Drawers(shop, owner);
    await drawers.limit(BigInt(LIMIT));
  });

  /** What the step does to the cash in the drawer. */
  async function take(shiftId: string, step: Step): Promise<number> {
    if (step.do === 'sell') {
      // What is paid in cash is rounded to 100, the rest is not: 28.875 are 28.900 in cash, or 18.900 after 10.000.
      const cash = step.qris === 0 ? COFFEE : step.qris === 28_875 ? 0 : 18_900;
      const payments = [
        ...(step.qris ? [tender('qris', BigInt(step.qris))] : []),
        ...(cash ? [tender('cash', BigInt(step.tendered))] : []),
      ];
      await shop.sell({ shiftId, items: [shop.line('1 KOPI')], payments });
      return cash;
    }
    const { kind, amount } = step;
    const refused = kind === 'no_sale' || amount === 0 || amount > LIMIT;
    const moved = drawers.move({ shiftId, kind, amount: BigInt(amount) });
    if (refused) {
      await expect(moved).rejects.toMatchObject({ name: 'DomainError' });
      return 0;
    }
    await moved;
    return kind === 'paid_in' ? amount : -amount;
  }

  it('closes to the cash that was put in and taken out', async () => {
    await fc.assert(
      fc.asyncProperty(aHistory, async ({ steps, miscounted }) => {
        const shiftId = await shop.openTill('UJI1', `drawer ${(place += 1)}`);
        let cash = 200_000;
        for (const step of steps) cash += await take(shiftId, step);

        const counted = Math.max(0, cash + miscounted);
        const { body } = await drawers.close({ shiftId, countedCash: BigInt(counted) });
        expect(body).toMatchObject({
          expectedCash: cash,
          over: Math.max(0, counted - cash),
          short: Math.max(0, cash - counted),
        });
        const z = await app.get(ShiftReportsQuery).z(shop.actor(), shiftId);
        const sum = (rows: { amount: number }[]) => rows.reduce((total, { amount }) => total + amount, 0);
        expect(sum(z.tenders.filter(({ method }) => method === 'cash')) + sum(z.movements)).toBe(cash);
      }),
      RUNS,
    );
    await expectSoundBooks(database.ownerUrl);
  }, 60_000);
});
