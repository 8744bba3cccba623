import { Clock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ReceivablesQuery } from '../../src/modules/ledger/queries/receivables.query';
import { SyncExceptionsQuery } from '../../src/modules/sales/queries/sync-exceptions.query';
import { ReceivePaymentUseCase } from '../../src/modules/sales/use-cases/receive-payment.use-case';
import { Database } from '../../src/platform/database/database';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { plantGiftCard } from '../support/gift-cards';
import { Intents } from '../support/intents';
import { givePoints, runLoyalty } from '../support/loyalty';
import { OfflineShop } from '../support/offline-shop';
import { PayingShop } from '../support/paying-shop';
import { Shop, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

const [GOOD, SHORT, LOST, BLOCKED] = ['A', 'B', 'C', 'D'].map((letter) => letter.repeat(20)) as [
  string,
  string,
  string,
  string,
];

/** A bag of rice costs 74.500. */
describe.each(WRITERS)('With the %s writer, what an offline till took for paid and is not there', (writer) => {
  let shop: Shop;
  let offline: OfflineShop;
  let customerId: string;

  beforeEach(async () => {
    const { app, owner } = paying;
    shop = await Shop.open(app, owner, { writer });
    await owner.query('update identity.outlets set service_charge_bps = 0 where business_id = $1', [shop.businessId]);
    offline = await OfflineShop.enroll(shop, owner);
    customerId = shop.ids.customer('Sari');
  });

  const stored = (table: string) => rowsOf(paying.owner, shop.businessId, table);
  const tell = (more: Record<string, unknown>, from = offline) => from.tell('sale', from.sale(more));
  const paidWith = async (saleId: string) =>
    (await stored('sales.payments'))
      .filter(({ transaction_id: id }) => id === saleId)
      .map(({ method, amount }) => [method, amount])
      .toSorted();
  /** What the sales of the shop left in the accounts of those who owe. */
  const owed = async () => {
    const { rows } = await paying.owner.query(
      `select a.system_role as role, sum(l.debit - l.credit)::int as amount
         from ledger.journal_lines l join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
        where l.business_id = $1 and a.system_role in ('AR', 'SUSPENSE') group by 1`,
      [shop.businessId],
    );
    return Object.fromEntries(rows.map(({ role, amount }) => [role, amount]));
  };
  const receivables = async () => {
    const query = new ReceivablesQuery(paying.app.get(Database), paying.app.get(Clock));
    return (await query.list(shop.actor(), { limit: 10 })).data;
  };
  const creditLeft = async () => (await stored('customers.store_credits'))[0]?.balance;

  it('of store credit is owed by its customer; what there is, is taken', async () => {
    await giveStoreCredit(shop, 30_000);
    const payments = [
      { method: 'store_credit', amount: 20_000 },
      { method: 'store_credit', amount: 30_000 },
      { method: 'cash', amount: 24_500 },
    ];
    const { status, answer, exceptions } = await tell({ customerId, payments });
    expect([status, answer]).toMatchObject(['applied', { grandTotal: 74_500, onAccount: 20_000 }]);
    expect(exceptions).toEqual({
      'payment-missing': {
        customerId,
        missing: 20_000,
        tenders: [{ method: 'store_credit', told: 30_000, taken: 10_000, state: 'short', reference: null }],
      },
    });
    expect(await paidWith(answer.transactionId)).toEqual([
      ['cash', 24_500],
      ['store_credit', 10_000],
      ['store_credit', 20_000],
    ]);
    expect([await creditLeft(), await owed()]).toEqual([0, { AR: 20_000 }]);
    expect(await receivables()).toMatchObject([{ customerId, open: 20_000, dueDate: '2026-11-21' }]);
  });

  it('of store credit of nobody stands in suspense', async () => {
    const payments = [{ method: 'store_credit', amount: 74_500 }];
    for (const nobody of [null, newId()]) {
      const { status, exceptions } = await tell({ ...(nobody && { customerId: nobody }), payments });
      expect([status, exceptions['payment-missing']]).toMatchObject([
        'applied',
        { customerId: null, missing: 74_500, tenders: [{ state: 'unknown', taken: 0 }] },
      ]);
    }
    expect(await owed()).toEqual({ SUSPENSE: 149_000 });
  });

  it('of gift cards is owed: of each, what is on it is taken, and nobody learns its code', async () => {
    for (const code of [GOOD, SHORT, BLOCKED]) await plantGiftCard(shop, code, 20_000);
    const block = `update customers.gift_cards set blocked = true where business_id = $1 and ending = 'DDDD'`;
    await paying.owner.query(block, [shop.businessId]);
    const card = (reference: string | null, amount: number) => ({ method: 'gift_card', amount, reference });
    const payments = [
      ...[card(GOOD, 15_000), card(SHORT, 15_000), card(SHORT, 15_000)],
      ...[card(LOST, 10_000), card(BLOCKED, 10_000), card('?', 5_000), card(null, 4_500)],
    ];
    const { status, answer, exceptions } = await tell({ payments });
    expect([status, answer]).toMatchObject(['applied', { grandTotal: 74_500, onAccount: 39_500 }]);
    expect(exceptions['payment-missing']).toMatchObject({
      missing: 39_500,
      tenders: [
        { reference: 'BBBB', told: 15_000, taken: 5_000, state: 'short' },
        { reference: 'CCCC', told: 10_000, taken: 0, state: 'unknown' },
        { reference: 'DDDD', told: 10_000, taken: 0, state: 'blocked' },
        { reference: null, told: 5_000, taken: 0, state: 'unknown' },
        { reference: null, told: 4_500, taken: 0, state: 'unknown' },
      ],
    });
    const query = { outletId: shop.outletId, state: 'open', limit: 10 } as const;
    const { data } = await paying.app.get(SyncExceptionsQuery).list(shop.actor('manager'), query);
    expect(data.map(({ told }) => [told.includes(SHORT), told.includes('…BBBB')])).toEqual([[false, true]]);
    const kept = (await stored('sales.offline_operations')).map(({ content }) => content as string);
    expect(kept.filter((content) => [GOOD, SHORT, LOST, BLOCKED].some((code) => content.includes(code)))).toEqual([]);
    expect((await tell({})).status).toBe('applied'); // the chain goes on from what was told
    const left = (await stored('customers.gift_cards')).map(({ ending, balance }) => [ending, balance]).toSorted();
    expect(left).toEqual([
      ['AAAA', 5_000],
      ['BBBB', 0],
      ['DDDD', 20_000],
    ]);
  });

  it('of payments that a provider takes is owed, unless one is paid, of that amount, and of no other sale', async () => {
    const intents = new Intents(paying.app, paying.owner, shop);
    const paid = async () => intents.paid({ amount: 20_000n });
    const [used, differing, good] = [await paid(), await paid(), await paid()];
    const open = (await intents.create({ amount: 10_000n })).body.intentId;
    const qris = (intentId: string, amount: number) => ({ method: 'qris', amount, intentId });
    const cash = { method: 'cash', amount: 100_000 };
    expect((await tell({ payments: [qris(used, 20_000), cash] })).exceptions).toEqual({});
    const payments = [qris(used, 20_000), qris(differing, 14_500), qris(open, 10_000), qris(newId(), 10_000)];
    const { status, answer, exceptions } = await tell({ payments: [...payments, qris(good, 20_000)] });
    expect([status, answer.onAccount, exceptions['payment-missing'].tenders]).toMatchObject([
      ...['applied', 54_500],
      [
        { intentId: used, state: 'used' },
        { intentId: differing, state: 'differs' },
        { intentId: open, state: 'pending' },
        { state: 'unknown' },
      ],
    ]);
    expect(await intents.row(good)).toMatchObject({ sale_id: answer.transactionId });
    expect(await intents.row(differing)).toMatchObject({ sale_id: null, state: 'paid' });
  });

  it('because less was paid than the till says is owed, a tip beside it too', async () => {
    const cash = (amount: number) => [{ method: 'cash', amount }];
    const said = { grandTotal: 74_500, payments: cash(1) };
    const told = await tell({ ...said, customerId });
    expect(told.exceptions).toEqual({ 'payment-missing': { customerId, missing: 74_499, tenders: [] } });
    expect((await tell(said)).answer).toMatchObject({ grandTotal: 74_500, onAccount: 74_499 });
    expect((await tell({ tip: 200_000, payments: cash(100_000) })).answer).toMatchObject({
      ...{ grandTotal: 74_500, tip: 200_000, onAccount: 174_500 },
    });
    expect((await tell({ payments: [], dueDate: '2026-12-31' })).exceptions['payment-missing'].missing).toBe(74_500);
    expect(await owed()).toEqual({ AR: 74_499, SUSPENSE: 323_499 });
    const over = await tell({ grandTotal: 70_000, payments: [{ method: 'card', amount: 80_000 }] });
    expect([over.answer.grandTotal, Object.keys(over.exceptions)]).toEqual([80_000, ['price-drift']]);
  });

  it('of a credit limit is owed all the same, and told', async () => {
    await allowToOwe(paying.owner, shop, 100_000);
    const onAccount = { customerId, payments: [], dueDate: '2026-12-31' };
    expect((await tell(onAccount)).exceptions).toEqual({});
    expect((await tell({ ...onAccount, dueDate: '2026-01-01' })).exceptions).toEqual({
      'over-limit': { customerId, limit: 100_000, owed: 74_500, asked: 74_500 },
    });
    await expect(shop.sell({ ...onAccount, payments: [] })).rejects.toMatchObject({
      code: 'customers.credit-limit-exceeded',
    });
    expect((await receivables()).map(({ dueDate }) => dueDate)).toEqual(['2026-11-21', '2026-12-31']);
  });

  it('of points is no money: all of them are redeemed, or none and the price differs', async () => {
    await runLoyalty(paying.owner, shop, 100);
    await givePoints(paying.owner, shop, 120);
    const redeemed = { customerId, points: 100, grandTotal: 64_500 };
    const pointsLeft = async () => (await stored('customers.customers')).find(({ id }) => id === customerId)!.points;
    expect((await tell(redeemed)).exceptions).toEqual({});
    expect(await pointsLeft()).toBe(20);
    expect((await tell(redeemed)).exceptions['price-drift']).toMatchObject({ taken: 64_500, priced: 74_500 });
    expect(await pointsLeft()).toBe(20);
    expect((await tell({ points: 100, grandTotal: 64_500 })).exceptions).toHaveProperty('price-drift');
  });

  it('is decided under the locks: of many tills at once none spends what another has spent', async () => {
    await giveStoreCredit(shop, 100_000);
    const tills = await Promise.all(Array.from({ length: 4 }, () => OfflineShop.enroll(shop, paying.owner)));
    const spend = { customerId, payments: [{ method: 'store_credit', amount: 74_500 }] };
    const told = await Promise.all(tills.map((till) => tell(spend, till)));
    expect(told.map(({ status }) => status)).toEqual(Array(4).fill('applied'));
    const missing = told.map(({ exceptions }) => exceptions['payment-missing']?.missing ?? 0);
    expect(missing.toSorted((a, b) => a - b)).toEqual([0, 49_000, 74_500, 74_500]);
    expect([await creditLeft(), await owed()]).toEqual([0, { AR: 198_000 }]);
  });

  it('is paid later, shrinks with what comes back, and goes with a void', async () => {
    const undoing = new Undoing(shop, paying.owner);
    const lost = { payments: [{ method: 'store_credit', amount: 74_500 }] };
    const [paid, refunded, voided] = [await tell(lost), await tell(lost), await tell(lost)];
    const { receivableId } = (await receivables()).find(({ sourceId }) => sourceId === paid.answer.transactionId)!;
    const payment = { receivableId, amount: 74_500n, method: 'cash' as const, shiftId: shop.shiftId, reference: null };
    const { body } = await paying.app.get(ReceivePaymentUseCase).execute(shop.actor(), payment, newId());
    expect(body.open).toBe(0);
    const back = await undoing.refund(refunded.answer);
    expect(back.body).toMatchObject({ onAccount: 74_500, payments: [] });
    await undoing.void(voided.answer.transactionId);
    expect(await owed()).toEqual({ SUSPENSE: 0 });
  });
});
