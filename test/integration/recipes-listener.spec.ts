import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { DeductRecipesOnSaleListener } from '../../src/modules/inventory/listeners/deduct-recipes-on-sale.listener';
import { RecipeStore } from '../../src/modules/inventory/store/recipe.store';
import { StockLevelStore } from '../../src/modules/inventory/store/stock-level.store';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { BUSINESS_DATE, RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let ingredients: { beans: string; milk: string };
const listener = new DeductRecipesOnSaleListener(new RecipeStore(), new StockLevelStore(), new SystemClock());

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  await openAccount('1-100', 'INVENTORY_RAW', 'asset');
  await openAccount('5-100', 'COGS', 'expense');
  ingredients = { beans: await stock('beans'), milk: await stock('milk') };
  await addToRecipe(ingredients.beans, 20);
  await addToRecipe(ingredients.milk, 200);
});

const openAccount = (code: string, role: string, type: string) =>
  shop.insert('ledger.accounts', {
    id: newId(),
    code,
    name: role,
    name_en: role,
    type,
    normal_side: 'debit',
    emkm_line: 'none',
    cash_flow: 'none',
    system_role: role,
  });

async function stock(name: string): Promise<string> {
  const id = newId();
  await shop.insert('inventory.stock_items', {
    id,
    kind: 'ingredient',
    name,
    uom: 'g',
    inventory_role: 'INVENTORY_RAW',
  });
  return id;
}

const addToRecipe = (ingredientId: string, quantity: number, variantId: string | null = null) =>
  shop.insert('inventory.recipe_lines', {
    id: newId(),
    product_id: shop.coffeeId,
    variant_id: variantId,
    ingredient_id: ingredientId,
    quantity,
  });

/** A purchase, at a cost for all of it. */
const receive = (outletId: string, stockItemId: string, quantity: number, value: number) =>
  shop.rows('select inventory.receive_stock($1, $2, $3, $4)', [
    outletId,
    'opening',
    JSON.stringify([{ movementId: newId(), sourceId: newId(), stockItemId, quantity, value, occurredAt: new Date() }]),
  ]);

const levels = async (outletId: string) =>
  Object.fromEntries(
    (
      await shop.rows<{ name: string; quantity: number }>(
        `select i.name, l.quantity::real as quantity from inventory.stock_levels l
           join inventory.stock_items i on i.business_id = l.business_id and i.id = l.stock_item_id
          where l.business_id = $1 and l.outlet_id = $2`,
        [outletId],
      )
    ).map(({ name, quantity }) => [name, quantity]),
  );
const journal = () =>
  shop.rows(
    `select e.source_id, e.effective_date::text, e.outlet_id, e.recorded_by, a.system_role as role, l.debit::int, l.credit::int
       from ledger.journal_entries e
       join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
       join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
      where e.business_id = $1 and e.source_type = 'recipe' order by e.id, l.line_number`,
  );
const movements = () =>
  shop.rows<{ id: string; source_id: string }>(
    `select id, source_id from inventory.stock_movements where business_id = $1 and reason = 'recipe' order by id`,
  );

describe('After a sale, the ingredients', () => {
  it('are deducted by the recipe, and their cost goes from stock to cost of goods sold', async () => {
    const [outletId] = shop.outletIds;
    await receive(outletId, ingredients.beans, 1_000, 200_000);
    await receive(outletId, ingredients.milk, 10_000, 180_000);
    const sale = await shop.sell({ items: [{ quantity: '2' }] });
    await app.deliver(listener, shop.businessId);

    expect(await levels(outletId)).toEqual({ beans: 960, milk: 9_600 });
    const entry = {
      source_id: sale.transactionId,
      effective_date: BUSINESS_DATE,
      outlet_id: outletId,
      recorded_by: shop.employeeId,
    };
    expect(await journal()).toEqual([
      { ...entry, role: 'COGS', debit: 15_200, credit: 0 },
      { ...entry, role: 'INVENTORY_RAW', debit: 0, credit: 15_200 },
    ]);
  });

  it('follow the recipe of the variant where it has one', async () => {
    await addToRecipe(ingredients.beans, 30, shop.largeCoffeeId);
    await shop.sell({ items: [{ variantId: shop.largeCoffeeId }] });
    await app.deliver(listener, shop.businessId);
    expect(await levels(shop.outletIds[0])).toEqual({ beans: -30 });
  });

  it('go below zero rather than stop: what was sold was made', async () => {
    const [outletId] = shop.outletIds;
    await receive(outletId, ingredients.beans, 10, 2_000);
    await shop.sell();
    await app.deliver(listener, shop.businessId);
    expect(await levels(outletId)).toEqual({ beans: -10, milk: -200 });
    expect(await journal()).toMatchObject([
      { role: 'COGS', debit: 4_000 },
      { role: 'INVENTORY_RAW', credit: 4_000 },
    ]);
  });

  it('that cost nothing post nothing', async () => {
    await shop.sell();
    await app.deliver(listener, shop.businessId);
    expect(await movements()).toHaveLength(2);
    expect(await journal()).toEqual([]);
  });

  it('of several sales and outlets are deducted in one batch, with an entry for each sale', async () => {
    const [first, second] = shop.outletIds;
    for (const outletId of [first, second]) await receive(outletId, ingredients.beans, 100, 10_000);
    for (const outletId of [first, second, first]) await shop.sell({ outletId, items: [{}, { quantity: '0.5' }] });
    await app.deliver(listener, shop.businessId);
    expect(await levels(first)).toEqual({ beans: 40, milk: -600 });
    expect(await levels(second)).toEqual({ beans: 70, milk: -300 });
    expect((await journal()).filter(({ role }: { role?: string }) => role === 'COGS')).toMatchObject([
      { debit: 3_000 },
      { debit: 3_000 },
      { debit: 3_000 },
    ]);
  });

  it('are not deducted twice when the listener is told again', async () => {
    await receive(shop.outletIds[0], ingredients.beans, 100, 10_000);
    const told = await shop.sell();
    await app.deliver(listener, shop.businessId);
    const before = await movements();
    await shop.rewind('recipes');
    const fresh = await shop.sell();
    await app.deliver(listener, shop.businessId);

    expect(await levels(shop.outletIds[0])).toEqual({ beans: 60, milk: -400 });
    const after = await movements();
    expect(after.filter(({ source_id }) => source_id === told.transactionId)).toEqual(before);
    expect(after.filter(({ source_id }) => source_id === fresh.transactionId)).toHaveLength(2);
    expect(await journal()).toHaveLength(4);
  });

  it('of a product without a recipe are none', async () => {
    await shop.rows('delete from inventory.recipe_lines where business_id = $1');
    await shop.sell();
    await app.deliver(listener, shop.businessId);
    expect(await movements()).toEqual([]);
  });
});
