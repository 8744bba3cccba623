import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client, Sending } from '../support/client';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';
import { type SaleBody, Till } from '../support/till';

const { products, modifiers, outlets } = KOPI_SENJA;
const BOTTLE = products.airMineral;

let app: ServedApp;
let cashier: Client;
let till: Till;
let refusals: Refusals;

beforeAll(async () => {
  app = await ServedApp.start();
  cashier = await app.logIn('cashier@kopisenja.test');
  till = await Till.open(cashier, { outletId: outlets.jkt1 });
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
  const AMOUNTS = '-1 0.1 1e400 -1e400 9007199254740992 9007199254740993 1e21 "1000" null true [1] {}'.split(' ');

  it.each(AMOUNTS)('%s in a payment', async (amount) => {
    const sale = bottle({}, { payments: [{ method: 'cash', amount: '{{}}' as unknown as number }] });
    await refusals.expect(till.sell({}, rawSale(sale, amount)), 422, 'request.invalid');
  });

  it.each(AMOUNTS)('%s in a drawer', async (amount) => {
    const opening = { raw: `{"outletId":"${outlets.jkt1}","drawer":"second","openingCash":${amount}}` };
    await refusals.expect(cashier.post('/shifts', {}, opening), 422, 'request.invalid');
    const moving = { raw: `{"kind":"paid_in","reason":"karena","amount":${amount}}` };
    await refusals.expect(cashier.post(`/shifts/${till.shiftId}/cash-movements`, {}, moving), 422, 'request.invalid');
    const counting = { raw: `{"countedCash":0,"denominations":[{"value":1000,"count":${amount}}]}` };
    await refusals.expect(cashier.post(`/shifts/${till.shiftId}/close`, {}, counting), 422, 'request.invalid');
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
