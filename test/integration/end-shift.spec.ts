import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ShiftsQuery } from '../../src/modules/sales/queries/shifts.query';
import { EndShiftUseCase } from '../../src/modules/sales/use-cases/end-shift.use-case';
import { Drawers } from '../support/drawers';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('Ending a shift of sales by the %s writer', (writer) => {
  let shop: Shop;
  let shiftId: string;
  let place = 0;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });
  beforeEach(async () => {
    place += 1;
    shiftId = await shop.openTill('UJI1', `drawer ${place}`);
  });

  const end = ({ key = newId() as string, as = shop.actor(), id = shiftId } = {}) =>
    app.get(EndShiftUseCase).execute(as, { shiftId: id }, key);
  const sell = () => shop.sell({ shiftId });

  it('stops its sales, and its drawer is still to be counted', async () => {
    await sell();
    const { body } = await end();
    expect(body).toEqual({
      id: shiftId,
      outletId: shop.outletId,
      drawer: `drawer ${place}`,
      state: 'ended',
      businessDate: '2026-11-21',
      endedBy: shop.actor().employeeId,
      endedAt: NOW.toISOString(),
    });
    await expect(sell()).rejects.toMatchObject({ kind: 'conflict', code: 'sales.shift-not-open' });
    expect(
      await app.get(ShiftsQuery).current(shop.actor(), { outletId: shop.outletId, drawer: `drawer ${place}` }),
    ).toMatchObject({
      id: shiftId,
      state: 'ended',
    });
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.shift-ended',
        payload: { shiftId, outletId: shop.outletId, drawer: `drawer ${place}` },
      }),
    );
  });

  it('leaves no second one to be opened on its drawer before the count, nor by ten at once', async () => {
    await end();
    const attempts = await Promise.allSettled(
      Array.from({ length: 10 }, () => shop.openTill('UJI1', `drawer ${place}`)),
    );
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'rejected', reason: { code: 'sales.shift-already-open' } });
    }
    await new Drawers(shop, owner).close({ shiftId, countedCash: 200_000n });
    const again = await Promise.allSettled(Array.from({ length: 10 }, () => shop.openTill('UJI1', `drawer ${place}`)));
    expect(again.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('while it sells: what was sold is in it, what comes later is refused', async () => {
    const racing = Promise.allSettled(Array.from({ length: 12 }, sell));
    await end();
    const sold = (await racing).filter(({ status }) => status === 'fulfilled').length;
    for (const result of await racing) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'sales.shift-not-open' });
    }
    const totals = await rowsOf(owner, shop.businessId, 'sales.shift_totals');
    expect(totals.find((row) => row.shift_id === shiftId)).toMatchObject({ sales_count: sold });
  });

  it('is answered again under its key', async () => {
    const key = newId();
    const first = await end({ key });
    const before = await fingerprint(owner);
    expect(await end({ key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is refused where there is none, where it has ended, and where it is closed', async () => {
    await end();
    const before = await fingerprint(owner);
    await expect(end()).rejects.toMatchObject({ code: 'sales.shift-not-open', details: { state: 'ended' } });
    await expect(end({ id: newId() })).rejects.toMatchObject({ code: 'sales.shift-not-found' });
    await expect(end({ as: shop.actor('cashier', ['UJI2']) })).rejects.toMatchObject({ code: 'sales.shift-not-found' });
    expect(await fingerprint(owner)).toEqual(before);
    await new Drawers(shop, owner).close({ shiftId });
    await expect(end()).rejects.toMatchObject({ code: 'sales.shift-not-open', details: { state: 'closed' } });
  });
});
