import { idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { SystemClock } from '../../src/kernel/clock';
import { type StockLevelsChanged, stockLevelsChangedSchema } from '../../src/modules/inventory';
import { DeductRecipesOnSaleListener } from '../../src/modules/inventory/listeners/deduct-recipes-on-sale.listener';
import { TellStockLevelsOnSaleListener } from '../../src/modules/inventory/listeners/tell-stock-levels-on-sale.listener';
import { RecipeStore } from '../../src/modules/inventory/store/recipe.store';
import { StockLevelStore } from '../../src/modules/inventory/store/stock-level.store';
import type { Delivery } from '../../src/platform/events/delivery';
import type { EventListener } from '../../src/platform/events/event-listener';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { type SoldLine, Till } from '../support/fixtures-till';
import { expectSoundBooks } from '../support/sound-books';

const { businessId, outlets, products, variants, employees } = KOPI_SENJA;
const shelves = new TellStockLevelsOnSaleListener(new StockLevelStore(), new SystemClock());
const recipes = new DeductRecipesOnSaleListener(new RecipeStore(), new StockLevelStore(), new SystemClock());

interface Told extends StockLevelsChanged {
  readonly stream_id: string;
  readonly version: number;
  readonly actor: unknown;
}

let app: AppDatabase;
let delivery: Delivery;
let jakarta: Till;
let makassar: Till;
let begin: string;

const line = (sold: Pick<SoldLine, 'productId' | 'quantity'> & Partial<SoldLine>): SoldLine => ({
  name: 'Barang',
  unitPrice: 10_000,
  ...sold,
});
const water = (quantity: number) => line({ productId: products.airMineral, quantity, counted: true });
const beans = (quantity: number) =>
  line({ productId: products.bijiKopi, variantId: variants.bijiKopi250, quantity, counted: true });
const coffee = (quantity: number) => line({ productId: products.kopiSusu, quantity });

beforeAll(async () => {
  app = await openAppDatabase();
  ({ delivery } = app.worker());
  [jakarta, makassar] = [await openTill('JKT1', outlets.jkt1), await openTill('MKS1', outlets.mks1)];
  await deliver(shelves); // a process takes its first events one by one
});
afterAll(async () => {
  await expectSoundBooks(app.url);
  await app.close();
});
beforeEach(async () => {
  await deliver(shelves);
  ({ begin } = (await app.owner.query('select clock_timestamp()::text as begin')).rows[0]);
});

const openTill = (outletCode: string, outletId: string) =>
  Till.open(app.owner, {
    ...{ businessId, outletId, outletCode },
    employeeId: employees.cashier,
    taxRuleId: idsOf(businessId).taxRule('PBJT'),
  });

async function deliver(listener: EventListener): Promise<void> {
  while (await delivery.deliver(listener, businessId));
}

/** What was told since the test began, by outlet, as the contract reads it. */
async function told(): Promise<Told[]> {
  const { rows } = await app.owner.query(
    `select stream_id, version, actor, payload from outbox.events
      where business_id = $1 and type = 'inventory.stock-levels-changed' and recorded_at > $2
      order by stream_id = $3 desc, seq`,
    [businessId, begin, outlets.jkt1],
  );
  return rows.map(({ payload, ...event }) => ({ ...event, ...stockLevelsChangedSchema.strict().parse(payload) }));
}

async function onHand(outletId: string, stockItemId: string): Promise<string> {
  const { rows } = await app.owner.query(
    `select trim_scale(quantity)::text as quantity from inventory.stock_levels
      where business_id = $1 and outlet_id = $2 and stock_item_id = $3`,
    [businessId, outletId, stockItemId],
  );
  return rows[0].quantity;
}

describe('After sales, the shelves', () => {
  it('are told of as they are now, once for each outlet, however many sales there were', async () => {
    for (let sale = 0; sale < 15; sale++) {
      await jakarta.sell([water(1), coffee(1), ...(sale === 7 ? [beans(2)] : [])]);
      await makassar.sell([water(2)]);
    }
    await deliver(shelves);

    const ofWater = { stockItemId: products.airMineral, productId: products.airMineral, variantId: null };
    const event = { version: 1, actor: { employeeId: expect.any(String), role: 'system' } };
    const [first, second, ...rest] = await told();
    expect(first).toMatchObject({ ...event, stream_id: outlets.jkt1, outletId: outlets.jkt1 });
    expect(first!.levels.toSorted(byOnHand)).toEqual([
      {
        stockItemId: variants.bijiKopi250,
        productId: products.bijiKopi,
        variantId: variants.bijiKopi250,
        name: expect.stringContaining('250 g'),
        onHand: '38',
        isLow: false,
      },
      { ...ofWater, name: 'Air Mineral 600 ml', onHand: '85', isLow: false },
    ]);
    expect(second).toMatchObject({
      ...event,
      stream_id: outlets.mks1,
      outletId: outlets.mks1,
      levels: [{ ...ofWater, onHand: '70' }],
    });
    expect(rest).toEqual([]);
  });

  it('are not told of when nothing has left them', async () => {
    await jakarta.sell([coffee(2)]);
    await deliver(shelves);
    expect(await told()).toEqual([]);
  });

  it('are low at the level at which the outlet wants to know', async () => {
    const left = Number(await onHand(outlets.jkt1, products.airMineral));
    for (const [quantity, isLow] of [
      [left - 25, false],
      [1, true],
    ] as const) {
      await jakarta.sell([water(quantity)]);
      await deliver(shelves);
      expect((await told()).at(-1)!.levels).toMatchObject([{ isLow }]);
    }
  });

  it('are told of again as they are when the listener is told again, and nothing else happens', async () => {
    await app.owner.query(
      `update outbox.cursors set position = 0 where business_id = $1 and listener = 'stock-levels'`,
      [businessId],
    );
    await deliver(shelves);
    const levels = (await told()).flatMap((event) =>
      event.levels.map((level) => ({ ...level, outletId: event.outletId })),
    );
    expect(levels.length).toBeGreaterThanOrEqual(3);
    for (const level of levels) expect(level.onHand).toBe(await onHand(level.outletId, level.stockItemId));
  });
});

it('After sales, what is left of the ingredients is told in the commit that deducts them', async () => {
  await deliver(recipes);
  ({ begin } = (await app.owner.query('select clock_timestamp()::text as begin')).rows[0]);
  for (let sale = 0; sale < 3; sale++) await jakarta.sell([coffee(2), water(1)]);
  await makassar.sell([coffee(1)]);
  await deliver(recipes);

  const events = await told();
  expect(events.map(({ outletId }) => outletId)).toEqual([outlets.jkt1, outlets.mks1]);
  for (const { outletId, levels } of events) {
    expect(levels.map(({ name }) => name).toSorted()).toEqual(['Biji kopi', 'Gula', 'Susu']);
    for (const { stockItemId, productId, onHand: left } of levels) {
      expect([productId, left]).toEqual([null, await onHand(outletId, stockItemId)]);
    }
  }

  await deliver(shelves);
  const [, ofGoods, ...rest] = (await told()).filter(({ outletId }) => outletId === outlets.jkt1);
  expect(ofGoods!.levels.map(({ stockItemId }) => stockItemId)).toEqual([products.airMineral]);
  expect(rest).toEqual([]);
});

function byOnHand(a: { onHand: string }, b: { onHand: string }): number {
  return Number(a.onHand) - Number(b.onHand);
}
