import { Client } from 'pg';
import { idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { SystemClock } from '../../src/kernel/clock';
import { WriteAuditListener } from '../../src/modules/audit/listeners/write-audit.listener';
import { AuditStore } from '../../src/modules/audit/store/audit.store';
import { EarnPointsOnSaleListener } from '../../src/modules/customers/listeners/earn-points-on-sale.listener';
import { LoyaltyStore } from '../../src/modules/customers/store/loyalty.store';
import { DeductRecipesOnSaleListener } from '../../src/modules/inventory/listeners/deduct-recipes-on-sale.listener';
import { TellStockLevelsOnSaleListener } from '../../src/modules/inventory/listeners/tell-stock-levels-on-sale.listener';
import { RecipeStore } from '../../src/modules/inventory/store/recipe.store';
import { StockLevelStore } from '../../src/modules/inventory/store/stock-level.store';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { BrokenInvariantsQuery } from '../../src/modules/operations/queries/broken-invariants.query';
import { breachesOf } from '../../src/modules/operations/queries/invariants/invariant';
import { INVARIANTS } from '../../src/modules/operations/queries/invariants/invariants';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { type SoldLine, Till } from '../support/fixtures-till';
import { plantedDefects } from '../support/planted-defects';
import { expectSoundBooks, findBrokenInvariants, listenersToRest } from '../support/sound-books';

const { businessId, outlets, products, modifiers, customers, employees } = KOPI_SENJA;
const coffee: SoldLine = {
  productId: products.kopiSusu,
  name: 'Kopi Susu',
  quantity: 2,
  unitPrice: 25_000,
  station: 'bar',
  modifiers: [{ id: modifiers.extraShot, name: 'Extra shot', unitPrice: 6_000 }],
};
const friedRice: SoldLine = {
  ...coffee,
  productId: products.nasiGoreng,
  name: 'Nasi Goreng',
  station: 'kitchen',
  modifiers: [],
};
const largeCoffee: SoldLine = { ...coffee, productId: products.esKopi, variantId: KOPI_SENJA.variants.esKopiLarge };
const water = (quantity: number): SoldLine => ({
  productId: products.airMineral,
  name: 'Air Mineral 600 ml',
  quantity,
  unitPrice: 8_000,
  counted: true,
});

let app: AppDatabase;
let sale: string;
let other: string;

beforeAll(async () => {
  app = await openAppDatabase();
  const jakarta = await openTill('JKT1', outlets.jkt1);
  sale = await jakarta.sell([coffee, water(3)], { customerId: customers.silver, qris: 20_000 });
  other = await jakarta.sell([friedRice, largeCoffee, water(2)]);
  const makassar = await openTill('MKS1', outlets.mks1);
  await makassar.sell([water(1)], { customerId: customers.plain });
  await tellListeners();
});
afterAll(() => app.close());

const openTill = (outletCode: string, outletId: string) =>
  Till.open(app.owner, {
    ...{ businessId, outletId, outletCode },
    employeeId: employees.cashier,
    taxRuleId: idsOf(businessId).taxRule('PBJT'),
  });

async function tellListeners(): Promise<void> {
  const listeners = [
    new CreateOrderOnSaleListener(new KitchenOrderStore()),
    new EarnPointsOnSaleListener(new LoyaltyStore()),
    new DeductRecipesOnSaleListener(new RecipeStore(), new StockLevelStore(), new SystemClock()),
    new TellStockLevelsOnSaleListener(new StockLevelStore(), new SystemClock()),
    new WriteAuditListener(new AuditStore()),
  ];
  for (const listener of listeners) await app.deliver(listener, businessId);
  // The kitchen told of its orders, and the shelves of their levels, after they had seen all there was.
  for (const listener of listeners) await app.deliver(listener, businessId);
}

/** The invariants that see a defect, which is gone afterwards. */
async function seenBy(sql: string): Promise<string[]> {
  await app.owner.query(`begin; set local session_replication_role = replica`);
  try {
    const { rowCount } = await app.owner.query(sql.replaceAll(':sale', `'${sale}'`).replaceAll(':other', `'${other}'`));
    expect(rowCount).toBeGreaterThan(0);
    const broken: string[] = [];
    for (const invariant of INVARIANTS) {
      const { rows } = await app.owner.query(breachesOf(invariant));
      if (rows.length > 0) broken.push(invariant.id);
    }
    return broken;
  } finally {
    await app.owner.query('rollback');
  }
}

describe('The books of a shop that sold', () => {
  it('are sound, its listeners included', async () => {
    await listenersToRest(app.url);
    await expectSoundBooks(app.url, { quiesced: true });
  });

  it('are sound for each tenant alone, as the app sees them', async () => {
    const query = new BrokenInvariantsQuery(app.database);
    for (const tenant of [businessId, TOKO_MAJU.businessId]) {
      expect(await query.findBroken(tenant, { quiet: true })).toEqual([]);
    }
  });
});

describe('A planted defect is seen', () => {
  it.each(plantedDefects)('when $title', async ({ sql, caughtBy }) => {
    expect(await seenBy(sql)).toEqual(expect.arrayContaining([...caughtBy]));
  });

  it('by every invariant there is', () => {
    const proved = new Set(plantedDefects.flatMap(({ caughtBy }) => caughtBy));
    const unproved = INVARIANTS.map(({ id }) => id).filter((id) => !proved.has(id));
    expect(unproved).toEqual(['database.no-abandoned-transaction']); // proved below: it takes a session of its own
  });

  it('by the tenant it happened to, and by no other', async () => {
    await app.owner.query(`update sales.receipt_counters set last_number = last_number + 1`);
    const query = new BrokenInvariantsQuery(app.database);
    expect((await query.findBroken(businessId, { quiet: true })).map(({ id }) => id)).toEqual([
      'sales.receipts-gapless',
    ]);
    expect(await query.findBroken(TOKO_MAJU.businessId, { quiet: true })).toEqual([]);
    await expect(expectSoundBooks(app.url)).rejects.toThrow('sales.receipts-gapless');
    await app.owner.query(`update sales.receipt_counters set last_number = last_number - 1`);
  });

  it('when a session leaves its transaction open', async () => {
    const idle = new Client({ connectionString: app.url });
    await idle.connect();
    await idle.query('begin; select 1');
    await eventually(async () => {
      const broken = await findBrokenInvariants(app.url);
      expect(broken.map(({ id }) => id)).toEqual(['database.no-abandoned-transaction']);
    });
    await idle.end();
    await eventually(() => expectSoundBooks(app.url, { quiesced: true }));
  });
});
