import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { StoreCreditQuery } from '../../src/modules/customers/queries/store-credit.query';
import { giveStoreCredit } from '../support/customer-credit';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let sari: string;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  sari = shop.ids.customer('Sari');
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const add = (amount: number, { customer = sari, source = newId() as string } = {}) =>
  giveStoreCredit(shop, amount, { customerId: customer, source });

const creditOf = (customer: string, limit = 50, cursor?: string) =>
  app.get(StoreCreditQuery).of(shop.actor(), customer, { limit, cursor });

describe('Store credit', () => {
  it('is nothing for a customer who was never given any', async () => {
    expect(await creditOf(sari)).toEqual({
      ...{ customerId: sari, balance: 0, data: [] },
      page: { hasMore: false, nextCursor: null },
    });
  });

  it('is what was given less what was spent, entry by entry, the newest first', async () => {
    expect(await add(111_000)).toBe(111_000);
    expect(await add(-11_000)).toBe(100_000);
    const first = await creditOf(sari, 1);
    expect(first).toMatchObject({ balance: 100_000, data: [{ number: 2, amount: -11_000, balanceAfter: 100_000 }] });
    const second = await creditOf(sari, 1, first.page.nextCursor!);
    expect(second).toMatchObject({ data: [{ number: 1, amount: 111_000 }], page: { hasMore: false } });
  });

  it('is spent to nothing, and not by one rupiah more', async () => {
    const before = await fingerprint(owner);
    await expect(add(-100_001)).rejects.toMatchObject({ kind: 'conflict', code: 'customers.store-credit-short' });
    expect(await fingerprint(owner)).toEqual(before);
    expect(await add(-100_000)).toBe(0);
  });

  it('is told once of each source', async () => {
    const source = newId();
    await add(1_000, { source });
    const before = await fingerprint(owner);
    await expect(add(1_000, { source })).rejects.toBeDefined();
    expect(await fingerprint(owner)).toEqual(before);
    await add(-1_000);
  });

  it('is for customers of the business only', async () => {
    const neighbour = await Shop.open(app, owner);
    const before = await fingerprint(owner);
    const refusal = { kind: 'not-found', code: 'customers.customer-not-found' };
    for (const customer of [newId(), neighbour.ids.customer('Sari')]) {
      await expect(add(1, { customer })).rejects.toMatchObject(refusal);
      await expect(creditOf(customer)).rejects.toMatchObject(refusal);
    }
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('of 100.000 buys ten times 10.000, also when fifty ask at once', async () => {
    await add(100_000);
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => add(-10_000)));
    const balances = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(balances.toSorted((a, b) => b - a)).toEqual(
      Array.from({ length: 10 }, (_, place) => 90_000 - place * 10_000),
    );
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(40).fill('customers.store-credit-short'));
  });
});
