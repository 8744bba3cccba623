import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { CatalogChangesQuery } from '../../src/modules/catalog/queries/catalog-changes.query';
import { CatalogFollower } from '../support/catalog-follower';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

beforeEach(async () => {
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const follow = async (): Promise<CatalogFollower> => {
  const follower = new CatalogFollower(app, shop.businessId);
  await follower.read();
  return follower;
};

const edit = (sql: string, ...values: unknown[]) => owner.query(sql, [shop.businessId, ...values]);

/** The names and prices of everything that has one, as the tables have them now. */
async function expectCaughtUp({ known }: CatalogFollower): Promise<void> {
  const { rows } = await edit(
    `select 'product ' || id as key, price from catalog.products where business_id = $1
     union all select 'variant ' || id, price from catalog.variants where business_id = $1
     union all select 'modifier ' || id, price from catalog.modifiers where business_id = $1`,
  );
  const priced = [...known].filter(([, value]) => value.price !== undefined);
  expect(Object.fromEntries(priced.map(([key, { price }]) => [key, price]))).toEqual(
    Object.fromEntries(rows.map(({ key, price }) => [key, Number(price)])),
  );
}

describe('A till that knows nothing', () => {
  it('is told of everything, once, in pages of any size', async () => {
    const whole = await follow();
    const paged = new CatalogFollower(app, shop.businessId);
    await paged.read(7);
    expect(paged.known).toEqual(whole.known);
    expect([paged.told, whole.told]).toEqual([whole.known.size, whole.known.size]);
    await expectCaughtUp(whole);
    const kinds = new Set([...whole.known.keys()].map((key) => key.split(' ')[0]));
    expect([...kinds].toSorted()).toEqual(
      [
        ...['business', 'category', 'combo_slot', 'modifier', 'modifier_group', 'outlet', 'product', 'tax_rule'],
        'variant',
      ].toSorted(),
    );
  });

  it('hears nothing of what was gone before', async () => {
    await edit(`delete from catalog.modifiers where business_id = $1`);
    const { known, told } = await follow();
    expect([...known.keys()].filter((key) => key.startsWith('modifier '))).toEqual([]);
    expect(told).toBe(known.size);
  });

  it('hears of what goes while it reads', async () => {
    const till = new CatalogFollower(app, shop.businessId);
    const first = await app.get(CatalogChangesQuery).after(shop.businessId, null, 200);
    for (const { kind, id, value } of first.rows) till.known.set(`${kind} ${id}`, value);
    till.place = first.place;
    await edit(`delete from catalog.modifiers where business_id = $1`);
    await till.read();
    await expectCaughtUp(till);
  });
});

describe('A till that follows', () => {
  it('is told of nothing where nothing changed, and of a change once', async () => {
    const till = await follow();
    till.told = 0;
    await till.read();
    expect(till.told).toBe(0);
    await edit(`update catalog.products set price = 75000 where business_id = $1 and sku = 'BERAS'`);
    await till.read();
    await till.read();
    expect(till.told).toBe(1);
    expect(till.known.get(`product ${shop.ids.product('BERAS')}`)).toMatchObject({ name: 'Beras', price: 75_000 });
  });

  it.each([
    ['a variant', `update catalog.variants set price = 1 where business_id = $1 and sku = 'KAOS-M'`, 1],
    ['a tax', `update catalog.tax_rules set rate_bps = 1100 where business_id = $1 and code = 'PPN'`, 1],
    ['an outlet', `update identity.outlets set service_charge_bps = 700 where business_id = $1`, 2],
    ['the business', `update identity.businesses set tax_number = '01.234' where business_id = $1`, 1],
    ['what goes with a product', `delete from catalog.product_modifier_groups where business_id = $1`, 1],
    ['all products at once', `update catalog.products set active = false where business_id = $1`, 47],
    ['what combos offer', `update catalog.combo_choices set upcharge = 500 where business_id = $1`, 2],
  ])('is told of %s', async (_, sql, told) => {
    const till = await follow();
    till.told = 0;
    await edit(sql);
    await till.read(9);
    expect(till.told).toBe(told);
    expect(till.known).toEqual((await follow()).known);
  });

  it('is told what a combo offers, and that a slot of it is gone', async () => {
    const till = await follow();
    const slotId = shop.ids.comboSlot('PAKET', 'Minum');
    expect(till.known.get(`combo_slot ${slotId}`)).toEqual({
      productId: shop.ids.product('PAKET'),
      ...{ name: 'Minum', minSelect: 1, maxSelect: 1, sortOrder: 0 },
      choices: [{ productId: shop.ids.product('KOPI'), variantId: null, upcharge: 0 }],
    });
    await edit('delete from catalog.combo_choices where business_id = $1 and slot_id = $2', slotId);
    await till.read();
    expect(till.known.get(`combo_slot ${slotId}`)).toMatchObject({ choices: [] });
    await edit('delete from catalog.combo_slots where business_id = $1 and id = $2', slotId);
    await till.read();
    expect(till.known.has(`combo_slot ${slotId}`)).toBe(false);
  });

  it('misses nothing of what is committed around it, in whatever order', async () => {
    const till = await follow();
    const writers = await Promise.all(Array.from({ length: 4 }, connect));
    const writing = writers.map(async (writer, number) => {
      for (let price = 1; price <= 15; price++) {
        const sku = `RAK-${String((number * 7 + price) % 40).padStart(2, '0')}`;
        await writer.query('begin');
        await writer.query('update catalog.products set price = $3 where business_id = $1 and sku = $2', [
          ...[shop.businessId, sku, number * 1_000 + price],
        ]);
        await writer.query(price % 5 === 0 ? 'rollback' : 'commit');
      }
    });
    const written = { all: false };
    const all = Promise.all(writing).then(() => (written.all = true));
    while (!written.all) await till.read(3);
    await all;
    await till.read(3);
    await expectCaughtUp(till);
    await Promise.all(writers.map((writer) => writer.end()));
  });

  it('hears nothing of another business', async () => {
    const twin = await Shop.open(app, owner);
    const till = new CatalogFollower(app, twin.businessId);
    await till.read();
    till.told = 0;
    await edit(`update catalog.products set price = 1 where business_id = $1`);
    await till.read();
    expect(till.told).toBe(0);
    expect([...till.known.keys()]).not.toContain(`product ${shop.ids.product('BERAS')}`);
  });
});

it('A thing that comes back is told of again', async () => {
  const till = await follow();
  const id = newId();
  const add = () => edit(`insert into catalog.categories (business_id, id, name) values ($1, $2, 'Musiman')`, id);
  await add();
  await edit(`delete from catalog.categories where business_id = $1 and id = $2`, id);
  await till.read();
  expect(till.known.has(`category ${id}`)).toBe(false);
  await add();
  await till.read();
  expect(till.known.get(`category ${id}`)).toEqual({ name: 'Musiman', sortOrder: 0 });
});

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: selling.databaseUrl });
  await client.connect();
  return client;
}
