import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { HeldBillsQuery } from '../../src/modules/sales/queries/held-bills.query';
import { HoldBillUseCase } from '../../src/modules/sales/use-cases/hold-bill.use-case';
import { ResumeHeldBillUseCase } from '../../src/modules/sales/use-cases/resume-held-bill.use-case';
import { SalesApp, startSales } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let another: INestApplicationContext;
let shop: Shop;
let held: string;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  another = await startSales(selling.databaseUrl);
  shop = await Shop.open(app, owner);
});
beforeEach(async () => {
  const cart = { items: [{ productId: 'as given', quantity: '1' }] };
  const { body } = await app.get(HoldBillUseCase).execute(
    shop.actor(),
    {
      outletId: shop.outletId,
      name: null,
      tableId: null,
      customerId: null,
      items: [shop.line('1 KOPI')],
      cart,
      expiresInMinutes: 1,
    },
    newId(),
  );
  held = body.heldBillId;
});

afterEach(() => selling.expectSoundBooks());

afterAll(async () => {
  await another?.close();
  await selling?.close();
});

const resume = (heldBillId = held, { key = newId() as string, as = shop.actor(), by = app } = {}) =>
  by.get(ResumeHeldBillUseCase).execute(as, { heldBillId }, key);
const state = async () => {
  const rows = await rowsOf(owner, shop.businessId, 'sales.held_bills');
  return rows.find(({ id }) => id === held)!.state;
};

describe('A held bill', () => {
  it('is taken back with its cart, by another process too, and is held no more', async () => {
    const { body } = await resume(held, { by: another });
    expect(body).toMatchObject({ heldBillId: held, state: 'resumed', cart: { items: [{ productId: 'as given' }] } });
    const { data } = await app.get(HeldBillsQuery).list(shop.actor(), { outletId: shop.outletId, limit: 200 });
    expect(data.map(({ heldBillId }) => heldBillId)).not.toContain(held);
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.bill-resumed',
        payload: { heldBillId: held, outletId: shop.outletId, tableId: null },
      }),
    );
  });

  it('is taken back by one till of fifty', async () => {
    const tills = await Promise.allSettled(
      Array.from({ length: 50 }, (_, till) => resume(held, { by: till % 2 ? app : another })),
    );
    const codes = tills.map((till) => (till.status === 'fulfilled' ? 'resumed' : till.reason.code));
    expect(codes.toSorted()).toEqual(['resumed', ...Array(49).fill('sales.held-bill-resumed')]);
  });

  it('is answered again under the key that took it back', async () => {
    const key = newId();
    const first = await resume(held, { key });
    const before = await fingerprint(owner);
    expect(await resume(held, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is not taken back from the moment that its time is over, swept or not', async () => {
    await owner.query(
      `update sales.held_bills set held_at = held_at - interval '1 minute', expires_at = expires_at - interval '1 minute'
        where id = $1`,
      [held],
    );
    const before = await fingerprint(owner);
    await expect(resume()).rejects.toMatchObject({ kind: 'conflict', code: 'sales.held-bill-expired' });
    expect(await fingerprint(owner)).toEqual(before);
    expect(await state()).toBe('held');
    await owner.query(`update sales.held_bills set state = 'expired', ended_at = now() where id = $1`, [held]);
    await expect(resume()).rejects.toMatchObject({ code: 'sales.held-bill-expired' });
  });

  it.each([
    ['that does not exist', () => resume(newId())],
    ['of an outlet where the cashier does not work', () => resume(held, { as: shop.actor('cashier', ['UJI2']) })],
  ])('is not taken back where it is one %s', async (_, attempt) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ code: 'sales.held-bill-not-found' });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
