import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import { OpenShiftUseCase } from '../../src/modules/sales/use-cases/open-shift.use-case';
import { shelf, SHELVES } from '../support/corner-shop';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  // As many at once as there are connections: they race in the database, and none is refused for want of one.
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24', SALES_PER_OUTLET_AT_ONCE: '24' });
  ({ app, owner } = selling);
});

afterAll(() => selling?.close());

const codesOf = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));

const times = <Result>(count: number, work: (place: number) => Promise<Result>) =>
  Promise.allSettled(Array.from({ length: count }, (_, place) => work(place)));

describe.each(WRITERS)('At once, by the %s writer,', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  afterAll(() => selling.expectSoundBooks());

  it('40 sales of the last 10 units: 10 are made and 30 refused', async () => {
    const results = await times(40, () => shop.sell({ items: [shop.line('1 TERAKHIR')] }));
    expect(codesOf(results)).toEqual(Array(30).fill('inventory.insufficient-stock'));
    const levels = await rowsOf(owner, shop.businessId, 'inventory.stock_levels');
    const last = levels.filter(({ stock_item_id }) => stock_item_id === shop.ids.product('TERAKHIR'));
    expect(
      last.map(({ outlet_id, quantity, value }) => [outlet_id === shop.outletId, quantity, value]).toSorted(),
    ).toEqual([
      [false, 10, 60_000],
      [true, 0, 0],
    ]);
  });

  it('one key 50 times: one sale, and 49 times its answer', async () => {
    const key = newId();
    const before = await rowsOf(owner, shop.businessId, 'sales.transactions');
    const results = await times(50, () => shop.sell({}, { key }));
    expect(codesOf(results)).toEqual([]);
    const answers = results.map(
      (result) => (result as PromiseFulfilledResult<{ body: unknown; replayed: boolean }>).value,
    );
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await rowsOf(owner, shop.businessId, 'sales.transactions')).toHaveLength(before.length + 1);
  });

  it('one id under 20 keys: one sale, and 19 refusals', async () => {
    const id = newId();
    const results = await times(20, () => shop.sell({ id }));
    expect(codesOf(results)).toEqual(Array(19).fill('sales.transaction-exists'));
  });

  it('the same 40 goods in another order in each cart, from 24 clients: nobody waits in a circle', async () => {
    const deadlocksBefore = await deadlocks();
    const results = await times(24, (client) => {
      const items = shuffled(client).map((place) => shop.line(`1 ${shelf(place)}`));
      return shop.sell({ items, payments: [tender('cash', 300_000n)] });
    });
    expect(codesOf(results)).toEqual([]);
    expect(await deadlocks()).toBe(deadlocksBefore);
  });

  it('16 clients at one outlet: receipts without a gap and without a double', async () => {
    const outletId = shop.ids.outlet('UJI2');
    const shiftId = await shop.openTill('UJI2');
    const sell = (customerId: string | null = null) => {
      const items = [shop.line('1 KOPI')];
      return shop.sell({ outletId, shiftId, items, customerId, payments: [tender('cash', 50_000n)] });
    };
    const results = await times(16, async () => {
      await sell();
      await sell();
      // refused by the last row that it writes, when it has its number
      await expect(sell(newId())).rejects.toMatchObject({ code: 'customers.customer-not-found' });
      await sell();
    });
    expect(codesOf(results)).toEqual([]);
    const sales = await rowsOf(owner, shop.businessId, 'sales.transactions');
    const numbers = sales
      .filter(({ outlet_id }) => outlet_id === outletId)
      .map((sale) => sale.receipt_sequence as number);
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 48 }, (_, place) => place + 1));
  });

  it('selling and closing: what was sold is counted, what comes later is refused', async () => {
    const shiftId = await shop.openTill('UJI1', 'closing');
    const sell = () => shop.sell({ shiftId, items: [shop.line('1 KOPI')], payments: [tender('cash', 50_000n)] });
    const first = await times(4, sell);
    const racing = times(24, sell);
    const { body: closed } = await app
      .get(CloseShiftUseCase)
      .execute(shop.actor(), { shiftId, countedCash: 200_000n }, newId());
    const results = [...first, ...(await racing)];
    const sold = results.filter(({ status }) => status === 'fulfilled').length;
    expect(codesOf(results)).toEqual(Array(results.length - sold).fill('sales.shift-not-open'));

    const totals = (await rowsOf(owner, shop.businessId, 'sales.shift_totals')).find((row) => row.shift_id === shiftId);
    expect(totals).toMatchObject({ sales_count: sold, expected_cash: 200_000 + sold * 28_900 });
    expect(closed).toMatchObject({ expectedCash: 200_000 + sold * 28_900, short: sold * 28_900, over: 0 });
  });

  it('ten shifts on one drawer: one is opened', async () => {
    const command = { outletId: shop.outletId, drawer: 'wanted', openingCash: 0n };
    const results = await times(10, () => app.get(OpenShiftUseCase).execute(shop.actor(), command, newId()));
    expect(codesOf(results)).toEqual(Array(9).fill('sales.shift-already-open'));
  });

  it('ten closings of one shift: it is closed once', async () => {
    const shiftId = await shop.openTill('UJI1', 'closed');
    const command = { shiftId, countedCash: 200_000n };
    const results = await times(10, () => app.get(CloseShiftUseCase).execute(shop.actor(), command, newId()));
    expect(codesOf(results)).toEqual(Array(9).fill('sales.shift-not-open'));
  });
});

/** The shelves in an order of their own for each client. */
function shuffled(seed: number): number[] {
  const places = Array.from({ length: SHELVES }, (_, place) => place);
  let random = seed + 1;
  for (let place = SHELVES - 1; place > 0; place--) {
    random = (random * 48_271) % 2_147_483_647;
    const other = random % (place + 1);
    [places[place], places[other]] = [places[other]!, places[place]!];
  }
  return places;
}

async function deadlocks(): Promise<number> {
  const { rows } = await owner.query<{ count: bigint }>(
    'select deadlocks as count from pg_stat_database where datname = current_database()',
  );
  return Number(rows[0]!.count);
}
