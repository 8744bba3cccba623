import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ShiftReportsQuery } from '../../src/modules/sales/queries/shift-reports.query';
import { Drawers } from '../support/drawers';
import { sellGiftCard } from '../support/gift-cards';
import { tender } from '../support/sale-terms';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';

/** Of a method by which nothing was sold. */
const NOTHING = { count: 0, amount: 0, refundsCount: 0, refundsAmount: 0, giftCardsCount: 0, giftCardsAmount: 0 };

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('Of a shift of sales by the %s writer', (writer) => {
  let shop: Shop;
  let drawers: Drawers;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    drawers = new Drawers(shop, owner);
    await drawers.limit(1_000_000n);
  });

  const x = (shiftId: string, as = shop.actor()) => app.get(ShiftReportsQuery).x(as, shiftId);
  const z = (shiftId: string, as = shop.actor()) => app.get(ShiftReportsQuery).z(as, shiftId);

  /** A bag of rice with service for 78.200 in cash, a coffee by QRIS, gift cards by card and in cash, 50.000 paid out twice and 20.000 dropped. */
  const live = async (drawer: string) => {
    const shiftId = await shop.openTill('UJI1', drawer);
    await shop.sell({ shiftId });
    await shop.sell({ shiftId, items: [shop.line('1 KOPI')], payments: [tender('qris', 28_875n)] });
    await sellGiftCard(app, shop, { shiftId, amount: 50_000n });
    await sellGiftCard(app, shop, { shiftId, amount: 30_000n, method: 'cash' });
    for (const amount of [50_000n, 50_000n]) await drawers.move({ shiftId, kind: 'paid_out', amount });
    await drawers.move({ shiftId, kind: 'cash_drop', amount: 20_000n });
    return shiftId;
  };

  const reading = (shiftId: string, drawer: string) => ({
    shiftId,
    outletId: shop.outletId,
    drawer,
    businessDate: '2026-11-21',
    openedBy: shop.actor().employeeId,
    openedAt: NOW.toISOString(),
    openingCash: 200_000,
    salesCount: 2,
    salesTotal: 107_075,
    discountTotal: 0,
    serviceChargeTotal: expect.any(Number),
    taxTotal: expect.any(Number),
    roundingTotal: expect.any(Number),
    voidsCount: 0,
    voidsTotal: 0,
    refundsCount: 0,
    refundsTotal: 0,
    giftCardsCount: 2,
    giftCardsTotal: 80_000,
    tenders: [
      { ...NOTHING, method: 'card', giftCardsCount: 1, giftCardsAmount: 50_000 },
      { ...NOTHING, method: 'cash', count: 1, amount: 78_200, giftCardsCount: 1, giftCardsAmount: 30_000 },
      { ...NOTHING, method: 'qris', count: 1, amount: 28_875 },
    ],
    movements: [
      { kind: 'cash_drop', count: 1, amount: -20_000 },
      { kind: 'float', count: 1, amount: 200_000 },
      { kind: 'gift_card', count: 1, amount: 30_000 },
      { kind: 'paid_out', count: 2, amount: -100_000 },
    ],
    expectedCash: 188_200,
  });

  it('the X report reads what it has come to, at any time', async () => {
    const shiftId = await live('x');
    const open = { ...reading(shiftId, 'x'), state: 'open', endedAt: null, endedBy: null };
    expect(await x(shiftId)).toEqual(open);
    expect(await x(shiftId)).toEqual(open);
    await expect(z(shiftId)).rejects.toMatchObject({ code: 'sales.shift-not-closed', details: { state: 'open' } });
  });

  it('the Z report keeps what it has come to, and how the drawer was counted', async () => {
    const shiftId = await live('z');
    const denominations = [{ value: 1_000n, count: 188n }];
    await drawers.close({ shiftId, countedCash: 188_000n, denominations });
    const by = shop.actor().employeeId;
    const at = NOW.toISOString();
    const report = {
      ...reading(shiftId, 'z'),
      state: 'closed',
      zNumber: 1,
      ...{ endedBy: by, endedAt: at, closedBy: by, closedAt: at },
      countedCash: 188_000,
      over: 0,
      short: 200,
      denominations: [{ value: 1_000, count: 188 }],
    };
    expect(await z(shiftId)).toEqual(report);
    const { serviceChargeTotal, taxTotal, roundingTotal } = await x(shiftId);
    expect(await z(shiftId)).toMatchObject({ serviceChargeTotal, taxTotal, roundingTotal });
  });

  it('the Z report is never changed', async () => {
    const shiftId = await live('never');
    await drawers.close({ shiftId });
    for (const change of ['update sales.z_reports set z_number = 9', 'delete from sales.z_reports']) {
      await expect(owner.query(change)).rejects.toMatchObject({ code: 'TB001' });
    }
  });

  it('a reading does not look at a single sale', async () => {
    const shiftId = await live('quick');
    const before = await x(shiftId);
    await owner.query('begin; set local session_replication_role = replica');
    const facts = ['transactions', 'transaction_items', 'payments'].map((table) => `delete from sales.${table}`);
    facts.push('delete from customers.gift_card_sales');
    await owner.query([...facts, `delete from sales.drawer_movements where kind = 'sale'`].join(';'));
    const { rows } = await owner.query<{ report: unknown }>('select sales.read_shift($1, $2) as report', [
      shop.businessId,
      shiftId,
    ]);
    await owner.query('rollback');
    expect(rows[0]!.report).toEqual(before);
  });

  it('the Z numbers of each drawer count from 1, also where all are closed at once', async () => {
    const numbers: number[][] = [];
    for (let round = 0; round < 3; round++) {
      const shiftIds = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => shop.openTill('UJI1', `all ${name}`)));
      const closed = await Promise.all(shiftIds.map((shiftId) => drawers.close({ shiftId })));
      numbers.push(closed.map(({ body }) => body.zNumber));
    }
    expect(numbers).toEqual([1, 2, 3].map((number) => Array(5).fill(number)));
  });

  it('neither is there for who works elsewhere, nor of no shift', async () => {
    const shiftId = await live('elsewhere');
    const stranger = shop.actor('cashier', ['UJI2']);
    for (const attempt of [
      () => x(shiftId, stranger),
      () => z(shiftId, stranger),
      () => x(newId()),
      () => z(newId()),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ kind: 'not-found', code: 'sales.shift-not-found' });
    }
  });
});
