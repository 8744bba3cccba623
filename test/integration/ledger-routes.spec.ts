import { randomBytes } from 'node:crypto';
import { ConsoleLogger, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Role } from '../../src/kernel/roles';
import { IdentityModule } from '../../src/modules/identity';
import { InventoryModule } from '../../src/modules/inventory';
import { LedgerModule } from '../../src/modules/ledger';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { AuthModule } from '../../src/platform/auth/auth.module';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { DatabaseModule } from '../../src/platform/database/database.module';
import { createHttpApplication } from '../../src/platform/http/http-application';
import { ObservabilityModule } from '../../src/platform/observability/observability.module';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { Till } from '../support/fixtures-till';
import { expectSoundBooks } from '../support/sound-books';

const { businessId, outlets, products, employees } = KOPI_SENJA;

let database: AppDatabase;
let app: NestFastifyApplication;
let till: Till;
let sale: string;

beforeAll(async () => {
  database = await openAppDatabase();
  const environment = readEnvironment({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    JWT_SECRET: randomBytes(32).toString('hex'),
  });

  @Module({
    imports: [
      ConfigModule.of(environment),
      ObservabilityModule,
      DatabaseModule,
      AuthModule,
      IdentityModule,
      LedgerModule,
      InventoryModule,
    ],
  })
  class BooksAndShelves {}

  app = await createHttpApplication(BooksAndShelves, environment, new ConsoleLogger({ logLevels: ['error', 'fatal'] }));
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  till = await Till.open(database.owner, {
    ...{ businessId, outletId: outlets.jkt1, outletCode: 'JKT1', employeeId: employees.cashier },
    taxRuleId: idsOf(businessId).taxRule('PBJT'),
  });
  sale = await till.sell([
    { productId: products.airMineral, name: 'Air Mineral 600 ml', quantity: 2, unitPrice: 8_000, counted: true },
  ]);
});

afterAll(async () => {
  await expectSoundBooks(database.url);
  await app.close();
  await database.close();
});

async function get(
  path: string,
  { role = 'owner' as Role, business = businessId, outletIds = Object.values(outlets) as string[] } = {},
) {
  const token = await app.get(AccessTokens).issue({
    ...{ businessId: business, employeeId: employees.owner, role, outletIds, outletId: null, sessionId: newId() },
  });
  const answer = await app.inject({ url: `/api/v1${path}`, headers: { authorization: `Bearer ${token}` } });
  return { status: answer.statusCode, body: answer.json() as Record<string, any> };
}

const entryOfSale = async () => (await get(`/ledger/journal-entries?sourceId=${sale}`)).body.data[0];

describe('The journal', () => {
  it('shows the entry of a sale, line by line', async () => {
    const { id } = await entryOfSale();
    const { status, body } = await get(`/ledger/journal-entries/${id}`);
    const byCode = (a: { code: string }, b: { code: string }) => a.code.localeCompare(b.code);
    expect({ status, body: { ...body, lines: body.lines.toSorted(byCode) } }).toEqual({
      status: 200,
      body: {
        id,
        effectiveDate: till.businessDate,
        outletId: outlets.jkt1,
        sourceType: 'sale',
        sourceId: sale,
        description: 'Penjualan',
        reversesEntryId: null,
        recordedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        recordedBy: employees.cashier,
        lines: [
          ['1101', 'Kas Laci', 18_480, 0],
          ['1141', 'Persediaan Barang Dagang', 0, 6_000],
          ['2112', 'Utang PBJT (PB1)', 0, 1_680],
          ['4102', 'Penjualan Makanan & Minuman', 0, 16_000],
          ['4104', 'Pendapatan Service Charge', 0, 800],
          ['5101', 'Harga Pokok Penjualan', 6_000, 0],
        ].map(([code, name, debit, credit]) => ({
          ...{ accountId: idsOf(businessId).account(String(code)), code, name, debit, credit },
        })),
      },
    });
  });

  it('answers 404 for an entry that is not there, and for another tenant’s', async () => {
    const { id } = await entryOfSale();
    const missing = { status: 404, body: { code: 'ledger.entry-not-found' } };
    expect(await get(`/ledger/journal-entries/${newId()}`)).toMatchObject(missing);
    expect(await get(`/ledger/journal-entries/${id}`, { business: TOKO_MAJU.businessId })).toMatchObject(missing);
    expect((await get('/ledger/journal-entries/none')).status).toBe(422);
  });

  it('is read in pages, the newest day first, and between two days', async () => {
    const all: unknown[] = [];
    for (let cursor = ''; ;) {
      const { body } = await get(`/ledger/journal-entries?limit=1${cursor}`);
      all.push(...body.data.map((entry: { sourceType: string }) => entry.sourceType));
      if (!body.page.hasMore) break;
      cursor = `&cursor=${body.page.nextCursor}`;
    }
    expect(all.toSorted()).toEqual(['opening', 'opening', 'sale', 'shift-float']);
    expect((await get('/ledger/journal-entries?to=2025-01-01')).body.data).toEqual([]);
    expect((await get(`/ledger/journal-entries?from=${till.businessDate}&to=${till.businessDate}`)).body.data).toEqual(
      expect.arrayContaining([expect.objectContaining({ sourceType: 'sale' })]),
    );
    expect((await get('/ledger/journal-entries?cursor=none')).status).toBe(400);
  });

  it('is closed to the till', async () => {
    for (const path of ['/ledger/journal-entries', '/ledger/trial-balance', '/ledger/accounts']) {
      expect(await get(path, { role: 'cashier' })).toMatchObject({ status: 403 });
      expect((await get(path, { role: 'accountant' })).status).toBe(200);
    }
  });
});

describe('The trial balance', () => {
  it('has what the sale moved, and its two totals are equal', async () => {
    const { body } = await get('/ledger/trial-balance');
    const of = (code: string) => body.accounts.find((account: { code: string }) => account.code === code);
    expect(of('4102')).toEqual({
      accountId: idsOf(businessId).account('4102'),
      ...{ code: '4102', name: 'Penjualan Makanan & Minuman', type: 'income', normalSide: 'credit' },
      ...{ debit: 0, credit: 16_000, balance: 16_000 },
    });
    expect(of('5101')).toMatchObject({ debit: 6_000, balance: 6_000 });
    expect(of('1111')).toBeUndefined();
    expect(body.totalDebit).toBe(body.totalCredit);
    const codes = body.accounts.map(({ code }: { code: string }) => code);
    expect(codes).toEqual(codes.toSorted());
  });

  it('counts up to and including a day', async () => {
    expect((await get('/ledger/trial-balance?asOf=2024-12-31')).body).toEqual({
      asOf: '2024-12-31',
      accounts: [],
      totalDebit: 0,
      totalCredit: 0,
    });
    const { body } = await get('/ledger/trial-balance?asOf=2999-12-31');
    expect(body.accounts.map(({ code }: { code: string }) => code)).toContain('4102');
    expect((await get('/ledger/trial-balance?asOf=yesterday')).status).toBe(422);
  });
});

describe('The chart of accounts', () => {
  it('is read in pages, by code', async () => {
    const first = await get('/ledger/accounts?limit=40');
    const second = await get(`/ledger/accounts?limit=40&cursor=${first.body.page.nextCursor}`);
    expect(first.body.data).toHaveLength(40);
    expect(second.body.data).toHaveLength(21);
    expect(second.body.page).toEqual({ nextCursor: null, hasMore: false });
    expect(first.body.data[0]).toMatchObject({
      code: '1101',
      name: 'Kas Laci',
      systemRole: 'CASH_DRAWER',
      active: true,
    });
  });
});

describe('Stock levels', () => {
  const of = (outletId: string, query = '') => `/inventory/stock-levels?outletId=${outletId}${query}`;

  it('show what is sold, at its cost', async () => {
    const { body } = await get(of(outlets.jkt1));
    expect(body.data.map(({ name }: { name: string }) => name)).toEqual([
      'Air Mineral 600 ml',
      'Biji Kopi Gayo 1 kg',
      'Biji Kopi Gayo 250 g',
    ]);
    expect(body.data[0]).toEqual({
      ...{ stockItemId: products.airMineral, productId: products.airMineral, variantId: null, kind: 'product' },
      ...{ name: 'Air Mineral 600 ml', uom: 'pcs', quantity: '98', unitCost: '3000', value: 294_000 },
      ...{ mayGoNegative: false, lowStockAt: '24' },
    });
    expect(body.data[2]).toMatchObject({
      kind: 'variant',
      productId: products.bijiKopi,
      variantId: KOPI_SENJA.variants.bijiKopi250,
    });
  });

  it('show the ingredients where they are asked for', async () => {
    const { body } = await get(of(outlets.jkt1, '&kind=ingredient'));
    expect(body.data).toHaveLength(8);
    expect(body.data[0]).toMatchObject({
      name: 'Beras',
      productId: null,
      variantId: null,
      mayGoNegative: true,
      uom: 'g',
    });
  });

  it('show one product, and the rest page by page', async () => {
    expect((await get(of(outlets.mks1, `&productId=${products.bijiKopi}`))).body.data).toHaveLength(2);
    const first = await get(of(outlets.mks1, '&limit=2'));
    const second = await get(of(outlets.mks1, `&limit=2&cursor=${first.body.page.nextCursor}`));
    expect([...first.body.data, ...second.body.data]).toHaveLength(3);
    expect(second.body.page.hasMore).toBe(false);
  });

  it('answer 404 for another tenant’s outlet, and for one where the employee does not work', async () => {
    const missing = { status: 404, body: { code: 'identity.outlet-not-found' } };
    expect(await get(of(TOKO_MAJU.outlets.bdg1))).toMatchObject(missing);
    expect(await get(of(newId()))).toMatchObject(missing);
    expect(await get(of(outlets.mks1), { outletIds: [outlets.jkt1] })).toMatchObject(missing);
    expect((await get('/inventory/stock-levels')).status).toBe(422);
    expect(await get(of(outlets.jkt1), { role: 'kitchen' })).toMatchObject({ status: 403 });
  });
});
