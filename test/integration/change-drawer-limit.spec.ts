import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { DrawerLimitsQuery } from '../../src/modules/sales/queries/drawer-limits.query';
import { ChangeDrawerLimitUseCase } from '../../src/modules/sales/use-cases/change-drawer-limit.use-case';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});
beforeEach(async () => {
  shop = await Shop.open(app, owner);
});
afterEach(() => selling.expectSoundBooks());
afterAll(() => selling?.close());

const change = (unapprovedMax: bigint, expectedVersion: number | null = null, outletId = shop.outletId) =>
  app.get(ChangeDrawerLimitUseCase).execute(shop.actor('manager'), { outletId, unapprovedMax, expectedVersion });
const present = (outletId = shop.outletId) => app.get(DrawerLimitsQuery).present(shop.actor(), outletId);
const told = async () =>
  (await rowsOf(owner, shop.businessId, 'outbox.events'))
    .filter(({ type }) => type === 'sales.drawer-limit-changed')
    .map(({ payload }) => payload);

describe('The limit of an outlet’s drawers', () => {
  it('is nothing where nobody set one, and goes up a version with every change', async () => {
    expect(await present()).toEqual({ unapprovedMax: 0n, version: 0 });
    expect(await change(50_000n, 0)).toEqual({ unapprovedMax: 50_000n, version: 1 });
    expect(await change(0n, 1)).toEqual({ unapprovedMax: 0n, version: 2 });
    expect(await present()).toEqual({ unapprovedMax: 0n, version: 2 });
    expect(await present(shop.ids.outlet('UJI2'))).toEqual({ unapprovedMax: 0n, version: 0 });
    const { outletId } = shop;
    expect(await told()).toEqual([
      { outletId, from: 0, to: 50_000, version: 1 },
      { outletId, from: 50_000, to: 0, version: 2 },
    ]);
  });

  it('does not change twice when it is told so twice', async () => {
    const once = await change(50_000n, 0);
    expect(await change(50_000n, 0)).toEqual(once);
    expect(await told()).toHaveLength(1);
  });

  it('does not change by who has seen an older one, or works elsewhere', async () => {
    await change(50_000n);
    const before = await fingerprint(owner);
    await expect(change(60_000n, 0)).rejects.toMatchObject({
      kind: 'stale',
      code: 'request.version-stale',
      details: { version: 1 },
    });
    await expect(change(60_000n, null, newId())).rejects.toMatchObject({ code: 'identity.outlet-not-found' });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('takes ten changes at once, one after the other', async () => {
    await Promise.all(Array.from({ length: 10 }, (_, place) => change(BigInt(place + 1))));
    expect(await present()).toMatchObject({ version: 10 });
  });
});
