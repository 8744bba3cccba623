import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ShiftsQuery } from '../../src/modules/sales/queries/shifts.query';
import { type OpenShiftCommand, OpenShiftUseCase } from '../../src/modules/sales/use-cases/open-shift.use-case';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const command = (over: Partial<OpenShiftCommand> = {}): OpenShiftCommand => ({
  outletId: shop.ids.outlet('UJI2'),
  drawer: 'bar',
  openingCash: 150_000n,
  ...over,
});

const open = (over: Partial<OpenShiftCommand> = {}, { key = newId() as string, as = shop.actor() } = {}) =>
  app.get(OpenShiftUseCase).execute(as, command(over), key);

const rows = (table: string, shiftId: string) =>
  rowsOf(owner, shop.businessId, table).then((all) => all.filter((row) => [row.id, row.shift_id].includes(shiftId)));

describe('Opening a shift', () => {
  it('puts the float into the drawer, on the day of the outlet', async () => {
    const { body, replayed } = await open();
    expect(replayed).toBe(false);
    expect(body).toEqual({
      id: expect.any(String),
      outletId: shop.ids.outlet('UJI2'),
      drawer: 'bar',
      state: 'open',
      businessDate: '2026-11-21',
      openedBy: shop.ids.employee('cashier@uji.test'),
      openedAt: NOW.toISOString(),
      openingCash: 150_000,
    });
    expect(await rows('sales.shifts', body.id)).toMatchObject([
      { state: 'open', opening_cash: 150_000, closed_at: null },
    ]);
    expect(await rows('sales.shift_totals', body.id)).toMatchObject([{ sales_count: 0, expected_cash: 150_000 }]);
    expect(await rows('sales.drawer_movements', body.id)).toMatchObject([{ kind: 'float', amount: 150_000 }]);
  });

  it('is told to the stream of the outlet', async () => {
    const { body } = await open({ drawer: 'told' });
    const events = await rowsOf(owner, shop.businessId, 'outbox.events');
    expect(events).toContainEqual(
      expect.objectContaining({
        type: 'sales.shift-opened',
        stream_id: body.outletId,
        payload: {
          shiftId: body.id,
          outletId: body.outletId,
          drawer: 'told',
          businessDate: '2026-11-21',
          openingCash: 150_000,
        },
      }),
    );
  });

  it('is answered again under its key, and writes nothing', async () => {
    const key = newId();
    const first = await open({ drawer: 'again' }, { key });
    const before = await fingerprint(owner);
    expect(await open({ drawer: 'again' }, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('makes it the current one of its drawer, and of no other', async () => {
    const { body } = await open({ drawer: 'current', openingCash: 0n });
    const current = (drawer: string) => app.get(ShiftsQuery).current(shop.actor(), { outletId: body.outletId, drawer });
    expect(await current('current')).toEqual(body);
    await expect(current('another')).rejects.toMatchObject({ kind: 'not-found', code: 'sales.no-open-shift' });
  });
});

describe('Opening a shift is refused, and leaves every table as it was,', () => {
  it.each([
    ['at an outlet that does not exist', 'identity.outlet-not-found', () => open({ outletId: newId() })],
    [
      'at an outlet that the cashier is not assigned to',
      'identity.outlet-not-found',
      () => open({}, { as: shop.actor('cashier', ['UJI1']) }),
    ],
    [
      'at an outlet that the token names and the business has not',
      'identity.outlet-not-found',
      () => {
        const outletId = newId();
        return open({ outletId }, { as: { ...shop.actor(), outletIds: [outletId] } });
      },
    ],
    ['on a drawer that has one', 'sales.shift-already-open', () => open({ outletId: shop.outletId, drawer: 'main' })],
  ])('%s', async (_, code, attempt) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('under a key that opened another', async () => {
    const key = newId();
    await open({ drawer: 'first' }, { key });
    const before = await fingerprint(owner);
    const refusal = { code: 'request.idempotency-key-reused' };
    await expect(open({ drawer: 'second' }, { key })).rejects.toMatchObject(refusal);
    await expect(shop.sell({}, { key })).rejects.toMatchObject(refusal);
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('at an outlet that is given up, from that moment on', async () => {
    await open({ drawer: 'early' });
    await owner.query(`update identity.outlets set active = false where business_id = $1 and code = 'UJI2'`, [
      shop.businessId,
    ]);
    await expect(open({ drawer: 'late' })).rejects.toMatchObject({ code: 'identity.outlet-not-found' });
  });
});
