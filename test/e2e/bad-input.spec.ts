import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client, Reply, Sending } from '../support/client';
import { databaseFingerprint } from '../support/database-fingerprint';
import { ServedApp } from '../support/served-app';
import { listenersToRest } from '../support/sound-books';
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
let before: Record<string, string>;

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
  await listenersToRest(app.database.ownerUrl);
  before = await databaseFingerprint(app.owner);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

async function expectRefusal(reply: Promise<Reply>, status: number, code: string | undefined): Promise<any> {
  const { status: given, body, text } = await reply;
  expect([given, body?.code, text]).toEqual([status, code ?? expect.any(String), expect.anything()]);
  await expectNothingWritten();
  return body;
}

async function expectNothingWritten(): Promise<void> {
  const expected = before;
  before = await databaseFingerprint(app.owner); // only the one that wrote fails, not all that follow
  expect(before).toEqual(expected);
}

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
    await expectRefusal(till.sell(bottle({ quantity: '2' }), sending), status, code);
  });

  it('a key that was used to sell, when it opens a shift', async () => {
    const opening = cashier.post('/shifts', { outletId: outlets.jkt1, drawer: 'second', openingCash: 0 }, { key: KEY });
    await expectRefusal(opening, 422, 'request.idempotency-key-reused');
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
      const problem = await expectRefusal(till.sell(sale(id)), 404, code);
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
    await expectRefusal(till.sell(sale()), status, code);
  });

  it('what is short, by name', async () => {
    const { items } = await expectRefusal(till.sell(bottle({ quantity: '100' })), 409, 'inventory.insufficient-stock');
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
    await expectRefusal(till.sell(bottle({ quantity })), 422, 'request.invalid');
  });

  it('half a bottle', async () => {
    await expectRefusal(till.sell(bottle({ quantity: '0.5' })), 422, 'sales.quantity-too-fine');
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
    await expectRefusal(till.sell({}, rawSale(sale, amount)), 422, 'request.invalid');
  });

  it.each(AMOUNTS)('%s in a drawer', async (amount) => {
    const opening = { raw: `{"outletId":"${outlets.jkt1}","drawer":"second","openingCash":${amount}}` };
    await expectRefusal(cashier.post('/shifts', {}, opening), 422, 'request.invalid');
    const closing = { raw: `{"countedCash":${amount}}` };
    await expectRefusal(cashier.post(`/shifts/${till.shiftId}/close`, {}, closing), 422, 'request.invalid');
  });

  it.each(AMOUNTS.filter((amount) => amount !== 'null'))('%s as a price', async (amount) => {
    await expectRefusal(till.sell({}, rawSale(bottle({ unitPrice: '{{}}' }), amount)), 422, 'request.invalid');
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
    await expectRefusal(till.sell(sale), 422, 'request.invalid');
  });

  it.each(TEXTS.map((text) => [text]))('%j, in the name of a drawer', async (drawer) => {
    await expectRefusal(
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
    await expectNothingWritten();
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
    await expectRefusal(till.sell({}, sending()), status, code);
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
    await expectRefusal(till.sell(sale), 422, 'request.invalid');
  });
});

describe('A question is refused when it asks', () => {
  const cursorOf = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const LISTS: [string, Record<string, string>][] = [
    ['/products', {}],
    ['/outlets', {}],
    ['/inventory/stock-levels', { outletId: outlets.jkt1 }],
    ['/pos/transactions', { outletId: outlets.jkt1 }],
    ['/kds/orders', { outletId: outlets.jkt1 }],
    ['/ledger/accounts', {}],
    ['/ledger/journal-entries', {}],
  ];
  const CURSORS = [
    'kopi',
    '!!!',
    cursorOf(),
    cursorOf(null, null),
    cursorOf('a', 'b', 'c'),
    cursorOf('a\u0000', 'b'),
    Buffer.from('"x').toString('base64url'),
  ];
  let owner: Client;

  beforeAll(async () => {
    owner = await app.logIn('owner@kopisenja.test');
  });

  it.each(LISTS.flatMap(([path, query]) => CURSORS.map((cursor) => [path, cursor, query] as const)))(
    '%s from the cursor %s on',
    async (path, cursor, query) => {
      await expectRefusal(owner.get(path, { ...query, cursor }), 400, 'request.cursor-invalid');
    },
  );

  /** Of the right shape, and nonsense all the same. */
  it.each(LISTS.filter(([path]) => !/outlets|accounts/.test(path)))(
    '%s after a key that no row has',
    async (path, query) => {
      for (const key of [
        ['x', 'y'],
        ['2026-02-30', newId()],
        ['9'.repeat(30), '9'.repeat(30)],
        ['2026-11-21', "'"],
      ]) {
        const { status, body } = await owner.get(path, { ...query, cursor: cursorOf(...key) });
        expect([200, 400]).toContain(status);
        if (status === 400) expect(body.code).toBe('request.cursor-invalid');
      }
    },
  );

  it.each(
    LISTS.flatMap(([path, query]) =>
      ['0', '-1', '201', '1e9', 'all', '1.5', ''].map((limit) => [path, limit, query] as const),
    ),
  )('%s for %j rows', async (path, limit, query) => {
    await expectRefusal(owner.get(path, { ...query, limit }), 422, 'request.invalid');
  });

  it.each<[string, Record<string, string>]>([
    ['/products', { sort: 'price' }],
    ['/products', { categoryId: 'kopi' }],
    ['/products', { search: '' }],
    ['/products', { search: 'x'.repeat(101) }],
    ['/shifts/current', {}],
    ['/shifts/current', { outletId: '1' }],
    ['/pos/transactions', { outletId: outlets.jkt1, businessDate: '2026-02-30' }],
    ['/pos/transactions/1', {}],
    ['/kds/orders', { outletId: outlets.jkt1, since: '0000-01-01T00:00:00Z' }],
    ['/ledger/trial-balance', { asOf: 'yesterday' }],
    ['/ledger/journal-entries', { from: '2026-13-01' }],
    ['/ledger/journal-entries/%00', {}],
  ])('%s?%j', async (path, query) => {
    await expectRefusal(owner.get(path, query), 422, 'request.invalid');
  });

  it.each<[string, Record<string, string>]>([
    ['/products', { search: 'a\u0000b' }],
    ['/products', { barcode: '\u0000' }],
    ['/kds/orders', { outletId: outlets.jkt1, station: '\u0000' }],
    ['/shifts/current', { outletId: outlets.jkt1, drawer: '\u0000' }],
  ])('%s for what no text can hold: %j', async (path, query) => {
    const { status } = await owner.get(path, query);
    expect([400, 422]).toContain(status);
  });

  it.each(['%', '_', '\\', "'", '%25%25', '\u202e', '👩‍👩‍👧', 'ſ'])(
    'nothing strange of a search for %j',
    async (search) => {
      const { status, body } = await owner.get('/products', { search });
      expect([status, body.data]).toEqual([200, []]);
    },
  );

  it.each(['/nope', '/products/x/y', '/POS/transactions', '/../secret'])('where nothing is: %s', async (path) => {
    await expectRefusal(owner.get(path), 404, 'request.no-such-route');
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
