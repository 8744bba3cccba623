import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Actor } from '../../src/kernel/actor';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
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
import { ReplayListenerUseCase } from '../../src/modules/operations/use-cases/replay-listener.use-case';
import { ListenerDiscovery } from '../../src/platform/events/listener-discovery';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { type SoldLine, Till } from '../support/fixtures-till';
import { expectSoundBooks, listenersToRest } from '../support/sound-books';

const { businessId, outlets, products, customers, employees } = KOPI_SENJA;
const coffee: SoldLine = {
  productId: products.kopiSusu,
  name: 'Kopi Susu',
  quantity: 2,
  unitPrice: 25_000,
  station: 'bar',
};
const owner: Actor = {
  businessId,
  employeeId: employees.owner,
  role: 'owner',
  outletIds: Object.values(outlets),
  outletId: null,
  correlationId: 'replay',
};
const listeners = [
  new CreateOrderOnSaleListener(new KitchenOrderStore()),
  new EarnPointsOnSaleListener(new LoyaltyStore()),
  new DeductRecipesOnSaleListener(new RecipeStore(), new StockLevelStore(), new SystemClock()),
  new TellStockLevelsOnSaleListener(new StockLevelStore(), new SystemClock()),
  new WriteAuditListener(new AuditStore()),
];

let app: AppDatabase;
let context: TestingModule;
let sale: string;
let last: string;

beforeAll(async () => {
  app = await openAppDatabase();
  context = await Test.createTestingModule({ imports: [DiscoveryModule], providers: [ListenerDiscovery] }).compile();
  const place = { businessId, employeeId: employees.cashier, taxRuleId: idsOf(businessId).taxRule('PBJT') };
  const jakarta = await Till.open(app.owner, { ...place, outletId: outlets.jkt1, outletCode: 'JKT1' });
  const makassar = await Till.open(app.owner, { ...place, outletId: outlets.mks1, outletCode: 'MKS1' });
  sale = await jakarta.sell([coffee], { customerId: customers.silver });
  await jakarta.sell([coffee, { ...coffee, productId: products.nasiGoreng, name: 'Nasi Goreng', station: 'kitchen' }]);
  await makassar.sell([coffee], { customerId: customers.silver });
  last = await makassar.sell([coffee], { customerId: customers.plain });
  await deliver();
});
beforeEach(deliver);
afterAll(async () => {
  await context.close();
  await app.close();
});

async function deliver(): Promise<void> {
  // Some tell in their turn of what they did, after the others have seen all there was.
  for (let round = 0; round < 2; round++) {
    for (const listener of listeners) await app.deliver(listener, businessId);
  }
}

/** From the beginning, and until everything has followed. */
async function replay(listener: string): Promise<void> {
  const replays = new ReplayListenerUseCase(app.database, context.get(ListenerDiscovery), new SystemClock());
  await replays.execute(owner, { listener, fromSeq: 1 }, newId());
  await deliver();
}

/** Past what the app may do, and what triggers refuse. */
async function lose(...sql: string[]): Promise<void> {
  const statements = ['set session_replication_role = replica', ...sql, 'reset session_replication_role'];
  await app.owner.query(statements.join(';').replaceAll(':sale', `'${sale}'`).replaceAll(':last', `'${last}'`));
}

async function expectSound(): Promise<void> {
  await listenersToRest(app.url);
  await expectSoundBooks(app.url, { quiesced: true });
}

/** What the listeners made, but for when. */
async function effects(): Promise<Record<string, unknown[]>> {
  const tables: [string, string][] = [
    ['orders', 'select id, outlet_id, order_number, placed_at from kitchen.orders order by id'],
    ['items', 'select id, order_id, name, quantity, station from kitchen.order_items order by id'],
    ['points', 'select id, points from customers.customers order by id'],
    ['entries', 'select id, customer_id, points, transaction_id from customers.loyalty_entries order by id'],
    ['levels', 'select outlet_id, stock_item_id, quantity, value from inventory.stock_levels order by 1, 2'],
    ['movements', 'select id, delta, value from inventory.stock_movements order by id'],
    ['journal', 'select entry_id, account_id, debit, credit from ledger.journal_lines order by 1, 2'],
    ['shown', `select event_id from outbox.events where type = 'kitchen.order-created' order by 1`],
    ['audit', `select id, action from audit.entries where action like 'sales.%' order by id`],
  ];
  const found: Record<string, unknown[]> = {};
  for (const [name, sql] of tables) found[name] = (await app.owner.query(sql)).rows;
  return found;
}

it.each(listeners.map(({ name }) => [name]))('A replay of %s doubles nothing', async (name) => {
  const before = await effects();
  expect(before.orders).toHaveLength(4);
  await replay(name);
  expect(await effects()).toEqual(before);
  await expectSound();
});

describe('A replay makes what is missing, once', () => {
  it.each<[string, string, string[]]>([
    ['the kitchen orders', 'kitchen', ['delete from kitchen.order_items', 'delete from kitchen.orders']],
    [
      'one kitchen order of several',
      'kitchen',
      ['delete from kitchen.order_items where order_id = :sale', 'delete from kitchen.orders where id = :sale'],
    ],
    ['the loyalty entries', 'loyalty', ['delete from customers.loyalty_entries']],
    [
      'the loyalty entries, and the points with them',
      'loyalty',
      ['delete from customers.loyalty_entries', 'update customers.customers set points = 0'],
    ],
    [
      'the points, which were wrong',
      'loyalty',
      ['update customers.customers set points = points + 7 where points > 0'],
    ],
    ['the audit', 'audit', ['delete from audit.entries']],
    [
      'the ingredients of the last sale and what they cost',
      'recipes',
      [
        `update inventory.stock_levels l set quantity = l.quantity - m.delta, value = l.value - m.value
           from (select outlet_id, stock_item_id, sum(delta) as delta, sum(value) as value
                   from inventory.stock_movements where reason = 'recipe' and source_id = :last group by 1, 2) m
          where l.outlet_id = m.outlet_id and l.stock_item_id = m.stock_item_id`,
        `delete from inventory.stock_movements where reason = 'recipe' and source_id = :last`,
        `delete from ledger.journal_lines l using ledger.journal_entries e
          where e.id = l.entry_id and e.source_type = 'recipe' and e.source_id = :last`,
        `delete from ledger.journal_entries where source_type = 'recipe' and source_id = :last`,
      ],
    ],
  ])('%s', async (_, listener, losses) => {
    const before = await effects();
    await lose(...losses);
    expect(await effects()).not.toEqual(before);
    await replay(listener);
    expect(await effects()).toEqual(before);
    await expectSound();
  });
});
