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

/** The JSON of a sale with `{{}}` in it replaced by text that no JSON.stringify would write. */
function rawSale(sale: SaleBody, text: string): Sending {
  return { raw: JSON.stringify(till.body(sale)).replace('"{{}}"', () => text) };
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

describe('A quantity is refused when it is', () => {
  it.each<[unknown]>(
    [
      ...['0', '0.0000', '-1', 'NaN', '1e3', 'Infinity', '0.00001', '1.23456', '1000000000000', '1000000000', '', ' 1'],
      ...['1 ', '+1', '1.', '.5', '1,5', '0x10', '１２', '٣', '1_000', '1\n', '1/2', `${'9'.repeat(5_000)}`],
      ...[1, 0, -1, 1.5, true, null, [], ['1'], {}, { $gt: '0' }],
    ].map((quantity) => [quantity]),
  )('%j', async (quantity) => {
    await refusals.expect(till.sell(bottle({ quantity })), 422, 'request.invalid');
  });

  it('half a bottle', async () => {
    await refusals.expect(till.sell(bottle({ quantity: '0.5' })), 422, 'sales.quantity-too-fine');
  });
});

describe('An amount is refused when it is', () => {
  const AMOUNTS = [
    '-1',
    '0.1',
    '1e400',
    '-1e400',
    '9007199254740992',
    '9007199254740993',
    '1e21',
    '"1000"',
    'null',
    'true',
    '[1]',
    '{}',
  ];

  it.each(AMOUNTS)('%s in a payment', async (amount) => {
    const sale = bottle({}, { payments: [{ method: 'cash', amount: '{{}}' as unknown as number }] });
    await refusals.expect(till.sell({}, rawSale(sale, amount)), 422, 'request.invalid');
  });

  it.each(AMOUNTS)('%s in a drawer', async (amount) => {
    const opening = { raw: `{"outletId":"${outlets.jkt1}","drawer":"second","openingCash":${amount}}` };
    await refusals.expect(cashier.post('/shifts', {}, opening), 422, 'request.invalid');
    const closing = { raw: `{"countedCash":${amount}}` };
    await refusals.expect(cashier.post(`/shifts/${till.shiftId}/close`, {}, closing), 422, 'request.invalid');
  });

  it.each(AMOUNTS.filter((amount) => amount !== 'null'))('%s as a price', async (amount) => {
    await refusals.expect(till.sell({}, rawSale(bottle({ unitPrice: '{{}}' }), amount)), 422, 'request.invalid');
  });
});

describe('A text is refused when it has', () => {
  const PLACES: [string, (text: string) => SaleBody][] = [
    ['the notes of a sale', (notes) => bottle({}, { notes })],
    ['the notes of an item', (notes) => bottle({ notes })],
    ['a reference', (reference) => bottle({}, { payments: [{ method: 'cash', amount: 50_000, reference } as never] })],
  ];
  const TEXTS = ['\u0000', 'a\u0000b', '\u001b[2J', '\ud800', '\udc00\ud800', 'x'.repeat(501)];

  it.each(
    TEXTS.flatMap((text) =>
      PLACES.map(([place, sale]) => [JSON.stringify(text).slice(0, 20), place, sale(text)] as const),
    ),
  )('%s, in %s', async (_text, _place, sale) => {
    await refusals.expect(till.sell(sale), 422, 'request.invalid');
  });

  it.each(TEXTS.map((text) => [text]))('%j, in the name of a drawer', async (drawer) => {
    await refusals.expect(
      cashier.post('/shifts', { outletId: outlets.jkt1, drawer, openingCash: 0 }),
      422,
      'request.invalid',
    );
  });

  it('is stored as it was written otherwise', async () => {
    const notes = 'Robert\'); drop table sales.transactions;-- {{7*7}} ${x} <b>\r\n\t"\\" 👩‍👩‍👧 \u202eاهلا İſK';
    const { status, body } = await cashier.post('/pos/transactions', till.body(bottle({}, { notes })), {
      query: { dryRun: 'true' },
    });
    expect([status, body.notes]).toEqual([201, notes]);
    await refusals.expectNothingWritten();
  });
});

describe('A body is refused when it is', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const deepObjects = (levels: number) => '{"items":'.repeat(levels) + '1' + '}'.repeat(levels);

  it.each<[string, () => Sending, number, string]>([
    ['no JSON', () => ({ raw: 'kopi' }), 400, 'request.malformed'],
    ['cut off', () => ({ raw: JSON.stringify(till.body(bottle())).slice(0, -1) }), 400, 'request.malformed'],
    ['empty', () => ({ raw: '' }), 400, 'request.malformed'],
    ['compressed and not said to be', () => ({ raw: '\u001f\u008b\b' }), 400, 'request.malformed'],
    [
      'a prototype',
      () => ({ raw: `{"__proto__":{"role":"owner"},${JSON.stringify(till.body(bottle())).slice(1)}` }),
      400,
      'request.malformed',
    ],
    ['a constructor', () => ({ raw: `{"constructor":{"prototype":{"role":"owner"}}}` }), 400, 'request.malformed'],
    ['text', () => ({ raw: 'a=b', headers: { 'content-type': 'text/plain' } }), 415, 'request.unsupported-media-type'],
    [
      'XML',
      () => ({ raw: '<a/>', headers: { 'content-type': 'application/xml' } }),
      415,
      'request.unsupported-media-type',
    ],
    ['too large', () => rawSale(bottle({}, { notes: '{{}}' }), `"${'x'.repeat(300_000)}"`), 413, 'request.too-large'],
    ['5,000 levels of arrays deep', () => ({ raw: deep(5_000) }), 422, 'request.invalid'],
    ['5,000 levels of objects deep', () => ({ raw: deepObjects(5_000) }), 422, 'request.invalid'],
    ['5,000 levels deep in its items', () => rawSale({ items: '{{}}' as never }, deep(5_000)), 422, 'request.invalid'],
    [
      '5,000 levels deep in its notes',
      () => rawSale(bottle({}, { notes: '{{}}' }), deep(5_000)),
      422,
      'request.invalid',
    ],
    ...['[]', '{}', 'null', '"kopi"', '1', 'true'].map((raw): [string, () => Sending, number, string] => [
      raw,
      () => ({ raw }),
      422,
      'request.invalid',
    ]),
  ])('%s', async (_, sending, status, code) => {
    await refusals.expect(till.sell({}, sending()), status, code);
  });

  it.each<[string, SaleBody]>([
    ['without items', { items: [] }],
    ['with 501 items', { items: Array(501).fill({ productId: BOTTLE, quantity: '1' }) }],
    ['with 21 payments', bottle({}, { payments: Array(21).fill({ method: 'cash', amount: 10_000 }) })],
    ['with 31 modifiers', bottle({ modifiers: Array(31).fill({ modifierId: modifiers.extraShot }) })],
    ['with items that are one', { items: { productId: BOTTLE, quantity: '1' } as never }],
    ['with a tender that there is not', bottle({}, { payments: [{ method: 'kasbon', amount: 10_000 }] })],
    ['with an order of no type', bottle({}, { orderType: 'barter' })],
    ['with a product that is no id', bottle({ productId: "' or 1=1 --" })],
    ['with modifiers by the half', bottle({ modifiers: [{ modifierId: modifiers.extraShot, quantity: 0.5 }] })],
    ['with an instant in the year 0', bottle({}, { occurredAt: '0000-01-01T00:00:00Z' })],
    ['with an instant in no zone', bottle({}, { occurredAt: '2026-11-21T10:00:00' })],
    ...['businessId', 'grandTotal', 'status', 'receiptNumber', 'role', 'employeeId', 'createdAt', 'toString'].map(
      (field): [string, SaleBody] => [`that says its own ${field}`, bottle({}, { [field]: 'x' })],
    ),
    ...['total', 'taxAmount', 'discountAmount', 'cost', 'businessId'].map((field): [string, SaleBody] => [
      `whose item says its own ${field}`,
      bottle({ [field]: 1 }),
    ]),
  ])('%s', async (_, sale) => {
    await refusals.expect(till.sell(sale), 422, 'request.invalid');
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
