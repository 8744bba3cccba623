import { newId } from '../../src/kernel/ids';
import type { Client, Reply } from '../support/client';
import { failOnce } from '../support/failed-events';
import { EXCHANGED_WITHOUT, exchangePlaces } from '../support/exchange-places';
import { giftCardPlaces, sellGiftCards, type SoldCard } from '../support/gift-card-places';
import { heldBillPlaces, holdBillsOf } from '../support/held-bill-places';
import { idPlaces } from '../support/id-places';
import { placesOfCredit } from '../support/places-of-credit';
import { LOCAL_SALE_PLACES } from '../support/local-sale-places';
import { placesOfDevices } from '../support/places-of-devices';
import { get, type Naming, order, outlet, shift } from '../support/naming';
import { paymentPlaces, payAt, type TakenAt } from '../support/payment-places';
import { promoteIn, type Promoted, promotionPlaces } from '../support/promotion-places';
import { RECEIPT_PLACES } from '../support/receipt-places';
import { Refusals } from '../support/refusals';
import { CALCULATED_WITHOUT, cartPlaces, packBottles } from '../support/cart-id-places';
import { ServedApp } from '../support/served-app';
import { SHIFT_PLACES } from '../support/shift-places';
import type { SaleBody } from '../support/till';
import { undoingPlaces } from '../support/undoing-places';
import { type Cafe, managerAt, openTwoCafes } from '../support/two-cafes';

let app: ServedApp;
let ours: Cafe;
let theirs: Cafe;
let refusals: Refusals;
let failedEvents: Map<string, string>;
let packs: Map<string, string>;
let heldBills: Map<string, string>;
let taken: Map<string, TakenAt>;
let promotions: Map<string, Promoted>;
let giftCards: Map<string, SoldCard>;

beforeAll(async () => {
  app = await ServedApp.start();
  ({ ours, theirs } = await openTwoCafes(app));
  taken = await payAt([ours, theirs]);
  failedEvents = await failOnce(app.owner);
  packs = await packBottles(app.owner);
  heldBills = new Map([...(await holdBillsOf(ours)), ...(await holdBillsOf(theirs))]);
  promotions = await promoteIn([ours, theirs]);
  giftCards = await sellGiftCards([ours, theirs]);
  refusals = await Refusals.from(app);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

/** Only owners may; the other outlets of one are in operations.spec.ts. */
const ofOwners = { of: outlet.of, answer: outlet.answer };
const failedEvent = {
  of: ({ businessId }: Cafe) => failedEvents.get(businessId)!,
  answer: 'operations.failure-not-found',
};
const product = { of: ({ ids }: Cafe) => ids.product('KS-KOPI-SUSU') };

const ask = (path: string, name: string) => (id: string, as: Client) =>
  as.get(path, { outletId: ours.till.outletId, [name]: id });
const sell = (saleNaming: (id: string) => SaleBody) => (id: string, as: Client) =>
  as.post(
    '/pos/transactions',
    ours.till.body({ items: [{ productId: product.of(ours), quantity: '1' }], ...saleNaming(id) }),
  );
const logIn = (name: string) => (id: string) =>
  app.client().post('/auth/login', { email: 'owner@kopisenja.test', password: 'tillbook-demo', [name]: id });

/** Every place where a request names something by its id. One that the API has and this has not fails. */
const PLACES: Record<string, Naming> = {
  ...paymentPlaces(
    (outletId) => taken.get(outletId)!,
    (payments, as) => sell(() => ({ payments }))('', as),
  ),
  ...RECEIPT_PLACES,
  ...LOCAL_SALE_PLACES,
  ...undoingPlaces(() => ours),
  ...exchangePlaces(
    () => ours,
    (cafe) => packs.get(cafe.businessId)!,
    (outletId) => taken.get(outletId)!.intentId,
  ),
  ...cartPlaces(
    () => ours,
    (cafe) => packs.get(cafe.businessId)!,
  ),
  ...heldBillPlaces(
    () => ours,
    (outletId) => heldBills.get(outletId)!,
    (cafe) => packs.get(cafe.businessId)!,
  ),
  ...promotionPlaces(({ businessId }) => promotions.get(businessId)!),
  ...SHIFT_PLACES,
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
  'PUT /api/v1/employees/{id}/pin path id': {
    send: (id, as) => as.put(`/employees/${id}/pin`, { pin: '490217' }),
    of: ({ ids }) => ids.employee('cashier@kopisenja.test'),
    answer: 'identity.employee-not-found',
  },
  'POST /api/v1/approvals body outletId': {
    send: (outletId, as) => as.post('/approvals', { pin: '490217', action: 'sale.void', subjectId: newId(), outletId }),
    ...outlet,
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
  'GET /api/v1/pos/transactions query outletId': { send: get('/pos/transactions', 'outletId'), ...outlet },
  'GET /api/v1/pos/transactions/{id} path id': {
    send: get('/pos/transactions/{id}'),
    ...order,
    answer: 'sales.transaction-not-found',
  },
  'GET /api/v1/kds/orders query outletId': { send: get('/kds/orders', 'outletId'), ...outlet },
  'POST /api/v1/kds/orders/{id}/bump path id': {
    send: (id, as) => as.post(`/kds/orders/${id}/bump`, undefined),
    ...order,
    answer: 'kitchen.order-not-found',
  },
  'POST /api/v1/kds/orders/{id}/recall path id': {
    send: (id, as) => as.post(`/kds/orders/${id}/recall`, undefined),
    ...order,
    answer: 'kitchen.order-not-found',
  },
  'PUT /api/v1/orders/{id}/status path id': {
    send: (id, as) => as.put(`/orders/${id}/status`, { status: 'ready' }),
    ...order,
    answer: 'kitchen.order-not-found',
  },
  ...placesOfCredit(() => ours),
  ...giftCardPlaces(
    () => ours,
    () => giftCards,
  ),
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
  ...placesOfDevices,
  'GET /api/v1/operations/outbox/stats query outletId': {
    send: get('/operations/outbox/stats', 'outletId'),
    ...ofOwners,
  },
  'GET /api/v1/operations/outbox/verification query outletId': {
    send: get('/operations/outbox/verification', 'outletId'),
    ...ofOwners,
  },
  'POST /api/v1/operations/outbox/replays body outletId': {
    send: (outletId, as) => as.post('/operations/outbox/replays', { listener: 'audit', fromSeq: 1, outletId }),
    ...ofOwners,
  },
  'POST /api/v1/operations/outbox/failures/{eventId}/retry path eventId': {
    send: (id, as) => as.post(`/operations/outbox/failures/${id}/retry`, {}),
    ...failedEvent,
  },
  'POST /api/v1/operations/outbox/failures/{eventId}/discard path eventId': {
    send: (id, as) => as.post(`/operations/outbox/failures/${id}/discard`, { reason: 'not ours' }),
    ...failedEvent,
  },
};

/** A till may give a sale or a shift an id of its own making, so there nobody is named; it may be approved before it is there. */
const NAMES_NOBODY = [
  'POST /api/v1/pos/transactions body id',
  'POST /api/v1/shifts body id',
  'POST /api/v1/approvals body subjectId',
  ...CALCULATED_WITHOUT,
  ...EXCHANGED_WITHOUT,
  'POST /api/v1/pos/transactions body approval', // the owner needs none; sale-approvals.spec.ts has strangers
  'POST /api/v1/pos/transactions body approval[]',
  'POST /api/v1/shifts/{id}/cash-movements body approval', // the owner needs none; give-approval.spec.ts has strangers
  'POST /api/v1/pos/transactions/{id}/void body approval',
  'POST /api/v1/pos/transactions/{id}/refunds body approval',
];

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
