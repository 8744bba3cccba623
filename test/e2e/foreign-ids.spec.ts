import { newId } from '../../src/kernel/ids';
import type { Client, Reply } from '../support/client';
import { idPlaces } from '../support/id-places';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';
import type { SaleBody } from '../support/till';
import { type Cafe, managerAt, openTwoCafes } from '../support/two-cafes';

let app: ServedApp;
let ours: Cafe;
let theirs: Cafe;
let refusals: Refusals;

beforeAll(async () => {
  app = await ServedApp.start();
  ({ ours, theirs } = await openTwoCafes(app));
  refusals = await Refusals.from(app);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

interface Naming {
  /** Our owner, or somebody else of us, names the id in this place. */
  readonly send: (id: string, as: Client) => Promise<Reply>;
  readonly of: (cafe: Cafe) => string;
  /** The same kind of thing at the other outlet of the same business, where it belongs to one. */
  readonly elsewhere?: (cafe: Cafe) => string;
  /** 404 with this code, the status and code of another refusal, or an answer that finds nothing. */
  readonly answer: string | readonly [status: number, code: string] | 'nothing';
}

const outlet = {
  of: ({ till }: Cafe) => till.outletId,
  elsewhere: ({ otherTill }: Cafe) => otherTill.outletId,
  answer: 'identity.outlet-not-found',
};
const shift = {
  of: ({ till }: Cafe) => till.shiftId,
  elsewhere: ({ otherTill }: Cafe) => otherTill.shiftId,
  answer: 'sales.shift-not-found',
};
const product = { of: ({ ids }: Cafe) => ids.product('KS-KOPI-SUSU') };
const order = {
  of: ({ sale }: Cafe) => sale.transactionId,
  elsewhere: ({ otherSale }: Cafe) => otherSale.transactionId,
};

const get = (path: string, name?: string) => (id: string, as: Client) =>
  as.get(path.replace('{id}', id), name === undefined ? {} : { [name]: id });
const ask = (path: string, name: string) => (id: string, as: Client) =>
  as.get(path, { outletId: ours.till.outletId, [name]: id });
const sell = (saleNaming: (id: string) => SaleBody) => (id: string, as: Client) =>
  as.post(
    '/pos/transactions',
    ours.till.body({ items: [{ productId: product.of(ours), quantity: '1' }], ...saleNaming(id) }),
  );
const sellItem = (itemNaming: (id: string) => object) =>
  sell((id) => ({ items: [{ productId: product.of(ours), quantity: '1', ...itemNaming(id) }] }));
const logIn = (name: string) => (id: string) =>
  app.client().post('/auth/login', { email: 'owner@kopisenja.test', password: 'tillbook-demo', [name]: id });

/** Every place where a request names something by its id. One that the API has and this has not fails. */
const PLACES: Record<string, Naming> = {
  'POST /api/v1/auth/login body outletId': {
    send: logIn('outletId'),
    of: outlet.of,
    answer: [403, 'identity.outlet-forbidden'],
  },
  'POST /api/v1/auth/login body businessId': {
    send: logIn('businessId'),
    of: ({ businessId }) => businessId,
    answer: [401, 'auth.credentials-invalid'],
  },
  'GET /api/v1/products query categoryId': {
    send: get('/products', 'categoryId'),
    of: ({ ids }) => ids.category('Kopi'),
    answer: 'nothing',
  },
  'GET /api/v1/products query outletId': { send: get('/products', 'outletId'), ...outlet },
  'GET /api/v1/products/{id} path id': { send: get('/products/{id}'), ...product, answer: 'catalog.product-not-found' },
  'GET /api/v1/inventory/stock-levels query outletId': { send: get('/inventory/stock-levels', 'outletId'), ...outlet },
  'GET /api/v1/inventory/stock-levels query productId': {
    send: ask('/inventory/stock-levels', 'productId'),
    of: ({ ids }) => ids.product('KS-AIR-MINERAL'),
    answer: 'nothing',
  },
  'POST /api/v1/shifts body outletId': {
    send: (outletId, as) => as.post('/shifts', { outletId, drawer: 'second', openingCash: 0 }),
    ...outlet,
  },
  'GET /api/v1/shifts/current query outletId': { send: get('/shifts/current', 'outletId'), ...outlet },
  'POST /api/v1/shifts/{id}/close path id': {
    send: (id, as) => as.post(`/shifts/${id}/close`, { countedCash: 0 }),
    ...shift,
  },
  'POST /api/v1/pos/transactions body outletId': { send: sell((outletId) => ({ outletId })), ...outlet },
  'POST /api/v1/pos/transactions body shiftId': { send: sell((shiftId) => ({ shiftId })), ...shift },
  'POST /api/v1/pos/transactions body tableId': {
    send: sell((tableId) => ({ tableId })),
    of: ({ ids }) => ids.table('JKT1', 'A1'),
    elsewhere: ({ ids }) => ids.table('MKS1', 'A1'),
    answer: 'dining.table-not-found',
  },
  'POST /api/v1/pos/transactions body customerId': {
    send: sell((customerId) => ({ customerId })),
    of: ({ ids }) => ids.customer('Sari Wulandari'),
    answer: 'customers.customer-not-found',
  },
  'POST /api/v1/pos/transactions body items[].productId': {
    send: sellItem((productId) => ({ productId })),
    ...product,
    answer: 'catalog.product-not-found',
  },
  'POST /api/v1/pos/transactions body items[].variantId': {
    send: sellItem((variantId) => ({ productId: ours.ids.product('KS-ES-KOPI'), variantId })),
    of: ({ ids }) => ids.variant('KS-ES-KOPI-L'),
    answer: 'catalog.variant-not-found',
  },
  'POST /api/v1/pos/transactions body items[].modifiers[].modifierId': {
    send: sellItem((modifierId) => ({ modifiers: [{ modifierId }] })),
    of: ({ ids }) => ids.modifier('Tambahan kopi', 'Extra shot'),
    answer: 'catalog.modifier-not-found',
  },
  'GET /api/v1/pos/transactions query outletId': { send: get('/pos/transactions', 'outletId'), ...outlet },
  'GET /api/v1/pos/transactions/{id} path id': {
    send: get('/pos/transactions/{id}'),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'GET /api/v1/kds/orders query outletId': { send: get('/kds/orders', 'outletId'), ...outlet },
  'PUT /api/v1/orders/{id}/status path id': {
    send: (id, as) => as.put(`/orders/${id}/status`, { status: 'ready' }),
    ...order,
    answer: 'kitchen.order-not-found',
  },
  'GET /api/v1/ledger/journal-entries query sourceId': {
    send: get('/ledger/journal-entries', 'sourceId'),
    of: ({ sale }) => sale.transactionId,
    answer: 'nothing',
  },
  'GET /api/v1/ledger/journal-entries/{id} path id': {
    send: get('/ledger/journal-entries/{id}'),
    of: ({ sale }) => sale.ledgerEntryId,
    answer: 'ledger.entry-not-found',
  },
};

/** A till may give a sale an id of its own making, so there nobody is named. */
const NAMES_NOBODY = ['POST /api/v1/pos/transactions body id'];

it('Every place where a request names something by its id is in the table', () => {
  expect(idPlaces(app.contract).toSorted()).toEqual([...Object.keys(PLACES), ...NAMES_NOBODY].toSorted());
});

describe('An id of another business is one of nobody', () => {
  it.each(Object.entries(PLACES))('%s', async (_, { send, of, answer }) => {
    const answers = [];
    for (const id of [newId(), of(theirs)]) answers.push(await expectAnswer(send(id, ours.owner), answer, id));
    expect(answers[1]).toBe(answers[0]);
  });
});

describe('An id of another outlet is one of nobody to whom does not work there', () => {
  it.each(Object.entries(PLACES).filter(([, { elsewhere }]) => elsewhere))(
    '%s',
    async (_, { send, elsewhere, answer }) => {
      const manager = await managerAt(app, ours, [ours.till.outletId]);
      const answers = [];
      for (const id of [newId(), elsewhere!(ours)]) answers.push(await expectAnswer(send(id, manager), answer, id));
      expect(answers[1]).toBe(answers[0]);
    },
  );
});

/** The answer as text, without what it has of its own. */
async function expectAnswer(reply: Promise<Reply>, answer: Naming['answer'], id: string): Promise<string> {
  if (answer === 'nothing') {
    const { status, body, text } = await reply;
    expect([status, body.data]).toEqual([200, []]);
    await refusals.expectNothingWritten();
    return text;
  }
  const [status, code] = typeof answer === 'string' ? [404, answer] : answer;
  const problem = await refusals.expect(reply, status, code);
  return JSON.stringify({ ...problem, requestId: '' }).replaceAll(id, '{id}');
}
