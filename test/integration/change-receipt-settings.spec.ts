import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ReceiptSettingsQuery } from '../../src/modules/sales/queries/receipt-settings.query';
import {
  type ChangeReceiptSettingsCommand,
  ChangeReceiptSettingsUseCase,
} from '../../src/modules/sales/use-cases/change-receipt-settings.use-case';
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

const PLAIN = { language: 'id', header: '', footer: '', verificationUrl: null };
const change = (
  changes: ChangeReceiptSettingsCommand['changes'],
  { expectedVersion = null as number | null, outletId = shop.outletId, as = shop.actor('owner') } = {},
) => app.get(ChangeReceiptSettingsUseCase).execute(as, { outletId, changes, expectedVersion });
const present = (outletId = shop.outletId) => app.get(ReceiptSettingsQuery).present(shop.businessId, outletId);

describe('What the receipts of an outlet say', () => {
  it('is nothing of its own at first, and changes field by field, outlet by outlet, in versions that stay', async () => {
    expect(await present()).toEqual({ ...PLAIN, version: 0 });
    expect(await change({ header: 'Halo' })).toEqual({ ...PLAIN, header: 'Halo', version: 1 });
    expect(await change({ language: 'en' }, { expectedVersion: 1 })).toMatchObject({ header: 'Halo', version: 2 });
    expect(await present()).toEqual({ ...PLAIN, header: 'Halo', language: 'en', version: 2 });
    expect(await present(shop.ids.outlet('UJI2'))).toEqual({ ...PLAIN, version: 0 });
    expect(await rowsOf(owner, shop.businessId, 'sales.receipt_settings')).toHaveLength(2);
  });

  it('is told to the stream of the outlet', async () => {
    await change({ footer: 'Sampai jumpa' });
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.receipt-settings-changed',
        stream_id: shop.outletId,
        payload: { outletId: shop.outletId, version: 1 },
      }),
    );
  });

  it('is not written again when nothing of it changes', async () => {
    await change({ header: 'Halo' });
    const before = await fingerprint(owner);
    expect(await change({ header: 'Halo', language: 'id' })).toMatchObject({ version: 1 });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is changed by one after the other, and by one alone where each saw the same version', async () => {
    const at = (expectedVersion: number | null) =>
      Promise.allSettled(Array.from({ length: 10 }, (_, n) => change({ header: `${n}` }, { expectedVersion })));
    const decided = await at(0);
    expect(decided.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await at(null)).every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it.each([
    ['that has moved on', 'request.version-stale', { expectedVersion: 1 }],
    ['at an outlet that does not exist', 'identity.outlet-not-found', { outletId: newId() as string }],
  ])('is not changed %s', async (_, code, about) => {
    const before = await fingerprint(owner);
    await expect(change({ header: 'Halo' }, about)).rejects.toMatchObject({ code });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
