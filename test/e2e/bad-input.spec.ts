import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client, Sending } from '../support/client';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';
import { type SaleBody, Till } from '../support/till';
import { openTwinCafe, type TwinCafe } from '../support/twin-cafe';

const { products, variants, modifiers, customers, tables, outlets } = KOPI_SENJA;
const BOTTLE = products.airMineral;
const KEY = newId();

let app: ServedApp;
let twin: TwinCafe;
let cashier: Client;
let till: Till;
let twinTill: Till;
let otherOutletsTill: Till;
let closedTill: Till;
let refusals: Refusals;

beforeAll(async () => {
  app = await ServedApp.start();
  twin = await openTwinCafe(app.database.ownerUrl);
  cashier = await app.logIn('cashier@kopisenja.test');
  const twinCashier = await app.logIn(twin.email('cashier'));
  till = await Till.open(cashier, { outletId: outlets.jkt1 });
  otherOutletsTill = await Till.open(cashier, { outletId: outlets.mks1 });
  closedTill = await Till.open(cashier, { outletId: outlets.jkt1, drawer: 'closed' });
  twinTill = await Till.open(twinCashier, { outletId: twin.ids.outlet('JKT1') });
  await closedTill.close(200_000);
  await till.sell(bottle(), { key: KEY });
  refusals = await Refusals.from(app);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

function bottle(item: object = {}, sale: SaleBody = {}): SaleBody {
  return { items: [{ productId: BOTTLE, quantity: '1', ...item }], ...sale };
}

describe('A sale is refused, and nothing is written, for', () => {
  it.each<[string, Sending, number, string]>([
    ['no key', { key: null }, 400, 'request.idempotency-key-missing'],
    ['an empty key', { key: null, headers: { 'idempotency-key': '' } }, 400, 'request.idempotency-key-missing'],
    ['a key of two words', { key: 'two words' }, 400, 'request.idempotency-key-malformed'],
    ['a key of 256 characters', { key: 'k'.repeat(256) }, 400, 'request.idempotency-key-malformed'],
    ['a key that was used for another sale', { key: KEY }, 422, 'request.idempotency-key-reused'],
  ])('%s', async (_, sending, status, code) => {
    await refusals.expect(till.sell(bottle({ quantity: '2' }), sending), status, code);
  });

  it('a key that was used to sell, when it opens a shift', async () => {
    const opening = cashier.post('/shifts', { outletId: outlets.jkt1, drawer: 'second', openingCash: 0 }, { key: KEY });
    await refusals.expect(opening, 422, 'request.idempotency-key-reused');
  });

  it.each<[string, string, (id: string) => SaleBody, () => string]>([
    ['outlet', 'identity.outlet-not-found', (outletId) => bottle({}, { outletId }), () => twin.ids.outlet('JKT1')],
    ['shift', 'sales.shift-not-found', (shiftId) => bottle({}, { shiftId }), () => twinTill.shiftId],
    [
      'product',
      'catalog.product-not-found',
      (productId) => bottle({ productId }),
      () => twin.ids.product('KS-AIR-MINERAL'),
    ],
    [
      'variant',
      'catalog.variant-not-found',
      (variantId) => bottle({ productId: products.esKopi, variantId }),
      () => twin.ids.variant('KS-ES-KOPI-L'),
    ],
    [
      'modifier',
      'catalog.modifier-not-found',
      (modifierId) => bottle({ productId: products.kopiSusu, modifiers: [{ modifierId }] }),
      () => twin.ids.modifier('Tambahan kopi', 'Extra shot'),
    ],
    [
      'customer',
      'customers.customer-not-found',
      (customerId) => bottle({}, { customerId }),
      () => twin.ids.customer('Sari Wulandari'),
    ],
    ['table', 'dining.table-not-found', (tableId) => bottle({}, { tableId }), () => twin.ids.table('JKT1', 'A1')],
  ])('a %s of nobody and of another business, in the same words', async (_, code, sale, foreignId) => {
    const ofNobody = newId();
    const problems = [];
    for (const id of [ofNobody, foreignId()]) {
      const problem = await refusals.expect(till.sell(sale(id)), 404, code);
      problems.push(JSON.stringify({ ...problem, requestId: '' }).replaceAll(id, '{id}'));
    }
    expect(problems[1]).toBe(problems[0]);
  });

  it.each<[string, () => SaleBody, number, string]>([
    [
      'the shift of another outlet',
      () => bottle({}, { shiftId: otherOutletsTill.shiftId }),
      404,
      'sales.shift-not-found',
    ],
    ['the table of another outlet', () => bottle({}, { tableId: tables.mks1A1 }), 404, 'dining.table-not-found'],
    [
      'the variant of another product',
      () => bottle({ variantId: variants.bijiKopi250 }),
      404,
      'catalog.variant-not-found',
    ],
    [
      'a modifier of another product',
      () => bottle({ modifiers: [{ modifierId: modifiers.sedang }] }),
      404,
      'catalog.modifier-not-found',
    ],
    ['a shift that is closed', () => bottle({}, { shiftId: closedTill.shiftId }), 409, 'sales.shift-not-open'],
    ['more than there is', () => bottle({ quantity: '100' }), 409, 'inventory.insufficient-stock'],
    [
      'too little money',
      () => bottle({}, { payments: [{ method: 'cash', amount: 9_239 }] }),
      422,
      'sales.payment-short',
    ],
    [
      'change out of a card',
      () => bottle({}, { payments: [{ method: 'card', amount: 9_241 }] }),
      422,
      'sales.change-beyond-cash',
    ],
    [
      'payments that no till can add up',
      () => bottle({}, { payments: Array(2).fill({ method: 'cash', amount: Number.MAX_SAFE_INTEGER }) }),
      422,
      'sales.amount-too-large',
    ],
    ['a price that the cashier sets', () => bottle({ unitPrice: 1 }), 403, 'sales.price-override-forbidden'],
    ['a price by its other name', () => bottle({ price: 8_000 }), 403, 'sales.price-override-forbidden'],
    ['no choice of variant', () => bottle({ productId: products.esKopi }), 422, 'sales.variant-required'],
    [
      'a till from the future',
      () => bottle({}, { occurredAt: '2999-01-01T00:00:00Z' }),
      422,
      'sales.occurred-in-future',
    ],
  ])('%s', async (_, sale, status, code) => {
    await refusals.expect(till.sell(sale()), status, code);
  });

  it('what is short, by name', async () => {
    const { items } = await refusals.expect(
      till.sell(bottle({ quantity: '100' })),
      409,
      'inventory.insufficient-stock',
    );
    expect(items).toEqual([
      { productId: BOTTLE, variantId: null, name: 'Air Mineral 600 ml', requested: '100', available: '99' },
    ]);
  });
});

it('An id in capitals is the same id', async () => {
  const dryRun = { query: { dryRun: 'true' } };
  const sale = till.body(
    bottle(
      { productId: BOTTLE.toUpperCase() },
      { outletId: outlets.jkt1.toUpperCase(), customerId: customers.plain.toUpperCase() },
    ),
  );
  expect(await cashier.post('/pos/transactions', sale, dryRun)).toMatchObject({
    status: 201,
    body: { outletId: outlets.jkt1 },
  });
});
