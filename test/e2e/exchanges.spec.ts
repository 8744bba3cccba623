import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client, Reply } from '../support/client';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import { Scrape } from '../support/scrape';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;

let app: ServedApp;
let owner: Client;
let till: Till;
let menu: Menu;

beforeAll(async () => {
  app = await ServedApp.start({ variables: { SALES_PER_OUTLET_AT_ONCE: '1' } });
  owner = await app.logIn('owner@kopisenja.test', outletId);
  till = await Till.open(owner, { outletId });
  menu = await Menu.read(owner, outletId);
});
afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const WATER = 'Air Mineral 600 ml';

interface Wish {
  readonly bought: string;
  readonly back: string;
  readonly taken: string;
}

/** So many waters are bought, some come back, and some are taken instead. */
async function exchange({ bought, back, taken }: Wish, payments: object[] = [], { dryRun = false } = {}) {
  const items = [menu.item(WATER, bought)];
  const { body: sold } = await till.sell({ items, payments: [{ method: 'cash', amount: 1_000_000 }] });
  const returns = [{ itemId: sold.items[0].itemId, quantity: back }];
  const sale = till.body({ items: [menu.item(WATER, taken)], payments: payments as never });
  const asked = { returns, reason: 'salah rasa', sale };
  const path = `/pos/transactions/${sold.transactionId as string}/exchanges`;
  const preview = await owner.post(path, asked, { query: { dryRun: 'true' } });
  const done = dryRun ? preview : await owner.post(path, asked);
  return { sold, preview, done };
}

const show = async (id: string) => (await owner.get(`/pos/transactions/${id}`)).body;

/** The refund and the sale name each other, and answer what the exchange answered. */
async function expectNamedBothWays({ body }: Reply) {
  const named = { refundId: body.refund.transactionId, saleId: body.sale.transactionId };
  const [refund, sale] = [await show(named.refundId), await show(named.saleId)];
  expect(refund).toMatchObject({ type: 'refund', exchange: named, originalTransactionId: body.originalTransactionId });
  expect(sale).toEqual(body.sale);
  expect(sale.exchange).toEqual(named);
  expect((await show(body.originalTransactionId)).exchange).toBeNull();
}

describe('Over HTTP, an exchange', () => {
  it('for as much moves no money, and its preview says the same and does nothing', async () => {
    const { sold, preview, done } = await exchange({ bought: '1', back: '1', taken: '1' });
    expect([preview.status, done.status]).toEqual([201, 201]);
    expect(preview.body).toMatchObject({
      ...{ dryRun: true, exchanged: sold.grandTotal, givenBack: 0 },
      refund: { dryRun: true, receiptNumber: done.body.refund.receiptNumber, stockEffect: [{}] },
      sale: { dryRun: true, receiptNumber: done.body.sale.receiptNumber, grandTotal: sold.grandTotal },
    });
    expect(done.body).toMatchObject({
      ...{ originalTransactionId: sold.transactionId, exchanged: sold.grandTotal, givenBack: 0 },
      refund: { payments: [{ method: 'exchange', amount: sold.grandTotal }] },
      sale: { payments: [{ method: 'exchange', amount: sold.grandTotal }], change: 0 },
    });
    await expectNamedBothWays(done);
  });

  it('for more is paid by the tenders of the sale', async () => {
    const { sold, done } = await exchange({ bought: '1', back: '1', taken: '3' }, [
      { method: 'cash', amount: 100_000 },
    ]);
    const { exchanged, givenBack, sale } = done.body;
    expect([done.status, exchanged, givenBack]).toEqual([201, sold.grandTotal, 0]);
    expect(sale.grandTotal).toBeGreaterThan(sold.grandTotal);
    expect(sale.change).toBe(100_000 - (sale.grandTotal - sold.grandTotal));
    await expectNamedBothWays(done);
    const short = await exchange({ bought: '1', back: '1', taken: '3' }, [{ method: 'qris', amount: 100 }]);
    expect([short.done.status, short.done.body.code]).toEqual([short.preview.status, 'sales.payment-short']);
  });

  it('for less gives the rest back in cash', async () => {
    const { done } = await exchange({ bought: '3', back: '3', taken: '1' });
    const { exchanged, givenBack, refund, sale } = done.body;
    expect([done.status, exchanged]).toEqual([201, sale.grandTotal]);
    expect(givenBack).toBe(refund.refundTotal - exchanged);
    expect(givenBack).toBeGreaterThan(0);
    expect(refund.payments).toMatchObject([{ method: 'exchange' }, { method: 'cash', amount: givenBack }]);
    await expectNamedBothWays(done);
  });
});

it('Exchanges stand in line with the sales of their outlet', async () => {
  const { sold } = await exchange({ bought: '2', back: '1', taken: '1' }, [], { dryRun: true });
  const returns = [{ itemId: sold.items[0].itemId, quantity: '1' }];
  const sale = till.body({ items: [menu.item(WATER)], payments: [] });
  const waiting = async () => (await Scrape.of(app.client())).value('tillbook_sales_waiting');
  await app.owner.query('begin');
  await app.owner.query('select from outbox.streams where stream_id = $1 for update', [outletId]);
  const selling = till.sell({ items: [menu.item(WATER)] });
  const exchanging = owner.post(`/pos/transactions/${sold.transactionId as string}/exchanges`, {
    ...{ returns, reason: 'salah rasa', sale },
  });
  await eventually(async () => expect(await waiting()).toBe(1));
  await app.owner.query('commit');
  expect([(await selling).status, (await exchanging).status]).toEqual([201, 201]);
});
