import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ChangeCreditLimitUseCase } from '../../src/modules/customers/use-cases/change-credit-limit.use-case';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let customerId: string;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  customerId = shop.ids.customer('Sari');
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const change = (creditLimit: bigint, id = customerId) =>
  app.get(ChangeCreditLimitUseCase).execute(shop.actor('manager'), { customerId: id, creditLimit });

const events = async () =>
  (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
    ({ type }) => type === 'customers.credit-limit-changed',
  );

describe('A credit limit', () => {
  it('is changed, and told once', async () => {
    expect(await change(500_000n)).toEqual({ customerId, creditLimit: 500_000 });
    expect(await change(500_000n)).toEqual({ customerId, creditLimit: 500_000 });
    expect((await events()).map(({ payload, stream_id }) => [stream_id, payload])).toEqual([
      [shop.businessId, { customerId, from: 0, to: 500_000 }],
    ]);
  });

  it('may be set below what is owed, which stays owed', async () => {
    const onAccount = { customerId, dueDate: '2026-12-21', payments: [] };
    await shop.sell(onAccount);
    await change(1n);
    expect(await rowsOf(owner, shop.businessId, 'ledger.open_items')).toMatchObject([{ amount: 78_225, settled: 0 }]);
    await expect(shop.sell(onAccount)).rejects.toMatchObject({ code: 'customers.credit-limit-exceeded' });
  });

  it('is of a customer of the business', async () => {
    const neighbour = await Shop.open(app, owner);
    const before = await fingerprint(owner);
    for (const id of [newId(), neighbour.ids.customer('Sari')]) {
      await expect(change(1n, id)).rejects.toMatchObject({ kind: 'not-found', code: 'customers.customer-not-found' });
    }
    expect(await fingerprint(owner)).toEqual(before);
  });
});
