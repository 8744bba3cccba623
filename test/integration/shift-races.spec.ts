import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { ShiftReportsQuery } from '../../src/modules/sales/queries/shift-reports.query';
import { Drawers } from '../support/drawers';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';

const TILLS = 20;
const COFFEE = 28_900;

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24', SALES_PER_OUTLET_AT_ONCE: '24' });
  ({ app, owner } = selling);
});

afterAll(() => selling?.close());

describe.each(WRITERS)('While tills sell by the %s writer,', (writer) => {
  let shop: Shop;
  let drawers: Drawers;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    drawers = new Drawers(shop, owner);
    await drawers.limit(100_000n);
  });

  afterAll(() => selling.expectSoundBooks());

  const sell = (shiftId: string) =>
    shop.sell({ shiftId, items: [shop.line('1 KOPI')], payments: [tender('cash', 50_000n)] });
  /** What was done; null for what came too late. */
  const unlessClosed = <Result>(work: Promise<Result>): Promise<Result | null> =>
    work.catch((error: { code: string }) => {
      expect(error.code).toBe('sales.shift-not-open');
      return null;
    });

  it('20 of them into one shift, its closing counts what was sold and moved, and nothing else', async () => {
    const shiftId = await shop.openTill('UJI1', 'crowded');
    await sell(shiftId);
    const tills = Array.from({ length: TILLS }, async () => {
      const sold = [await unlessClosed(sell(shiftId)), await unlessClosed(sell(shiftId))];
      const moved = await unlessClosed(drawers.move({ shiftId, kind: 'paid_out', amount: 1_000n }));
      return { sales: sold.filter(Boolean).length, paidOut: moved ? 1_000 : 0 };
    });
    await Promise.race(tills); // somebody is in the midst of it
    const { body } = await drawers.close({ shiftId });
    const done = await Promise.all(tills);
    const sales = 1 + done.reduce((count, till) => count + till.sales, 0);
    const paidOut = done.reduce((amount, till) => amount + till.paidOut, 0);

    expect(body.expectedCash).toBe(200_000 + sales * COFFEE - paidOut);
    expect(await app.get(ShiftReportsQuery).z(shop.actor(), shiftId)).toMatchObject({
      salesCount: sales,
      salesTotal: sales * COFFEE,
      expectedCash: body.expectedCash,
    });
  });

  it('each on its own drawer, each closes while the others sell', async () => {
    const results = await Promise.all(
      Array.from({ length: TILLS }, async (_, place) => {
        const shiftId = await shop.openTill('UJI1', `till ${place}`);
        const racing = Promise.all([sell(shiftId), sell(shiftId)].map(unlessClosed));
        if (place % 2) await racing;
        const { body } = await drawers.close({ shiftId });
        const sales = (await racing).filter(Boolean).length;
        return { expected: body.expectedCash - sales * COFFEE, zNumber: body.zNumber };
      }),
    );
    expect(results).toEqual(Array(TILLS).fill({ expected: 200_000, zNumber: 1 }));
  });
});
