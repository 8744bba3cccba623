import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { SyncExceptionsQuery } from '../../src/modules/sales/queries/sync-exceptions.query';
import {
  type ResolveSyncExceptionCommand,
  ResolveSyncExceptionUseCase,
} from '../../src/modules/sales/use-cases/resolve-sync-exception.use-case';
import { OfflineShop } from '../support/offline-shop';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let offline: OfflineShop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

beforeEach(async () => {
  shop = await Shop.open(app, owner);
  offline = await OfflineShop.enroll(shop, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const list = (more: { cursor?: string; limit?: number; state?: 'open' | 'resolved' } = {}) =>
  app.get(SyncExceptionsQuery).list(shop.actor('manager'), {
    outletId: shop.outletId,
    state: 'open',
    limit: 50,
    ...more,
  });

const resolve = (command: Partial<ResolveSyncExceptionCommand> & { exceptionId: string }, key = newId() as string) =>
  app
    .get(ResolveSyncExceptionUseCase)
    .execute(shop.actor('manager'), { resolution: 'accepted', note: 'dihitung ulang', ...command }, key);

it('A manager says once what becomes of an exception, and it leaves the list', async () => {
  const { operationId, answer } = await offline.tell('sale', offline.sale({ grandTotal: 70_000 }));
  const [open] = (await list()).data;
  expect(open).toMatchObject({
    kind: 'price-drift',
    operationId,
    transactionId: answer.transactionId,
    deviceId: offline.device.deviceId,
    resolution: null,
    resolvedAt: null,
  });
  expect(JSON.parse(open!.told)).toEqual(offline.till.operations[0]);

  const { exceptionId } = open!;
  const key = newId();
  const { body, replayed } = await resolve({ exceptionId }, key);
  expect([replayed, body]).toEqual([
    false,
    {
      ...open,
      resolution: 'accepted',
      note: 'dihitung ulang',
      resolvedBy: shop.ids.employee('manager@uji.test'),
      resolvedAt: NOW.toISOString(),
    },
  ]);
  expect(await resolve({ exceptionId }, key)).toEqual({ body, replayed: true });
  expect((await list()).data).toEqual([]);
  expect((await list({ state: 'resolved' })).data).toEqual([body]);

  const events = (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
    ({ type }) => type === 'sales.sync-exception-resolved',
  );
  expect(events.map(({ payload }) => payload)).toEqual([
    {
      ...{ exceptionId, operationId, outletId: shop.outletId },
      ...{ kind: 'price-drift', resolution: 'accepted', note: 'dihitung ulang' },
    },
  ]);
});

it('Of two managers at once one resolves it, and the other is told', async () => {
  await offline.tell('dance', {});
  const { exceptionId } = (await list()).data[0]!;
  const both = await Promise.allSettled([
    resolve({ exceptionId, resolution: 'discarded' }),
    resolve({ exceptionId, resolution: 'corrected' }),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  const before = await fingerprint(owner);
  await expect(resolve({ exceptionId })).rejects.toMatchObject({ kind: 'conflict', code: 'sync.exception-resolved' });
  expect(await fingerprint(owner)).toEqual(before);
});

it('One that is not there, and one of an outlet where the manager does not work, are the same', async () => {
  await offline.tell('dance', {});
  const { exceptionId } = (await list()).data[0]!;
  const refusal = { kind: 'not-found', code: 'sync.exception-not-found' };
  await expect(resolve({ exceptionId: newId() })).rejects.toMatchObject(refusal);
  const elsewhere = shop.actor('manager', ['UJI2']);
  const command = { exceptionId, resolution: 'accepted', note: 'x' } as const;
  await expect(app.get(ResolveSyncExceptionUseCase).execute(elsewhere, command, newId())).rejects.toMatchObject(
    refusal,
  );
});

it('The list goes on where it was', async () => {
  for (let count = 0; count < 5; count++) await offline.tell('dance', { count });
  const first = await list({ limit: 2 });
  const second = await list({ limit: 2, cursor: first.page.nextCursor! });
  const third = await list({ limit: 2, cursor: second.page.nextCursor! });
  const told = [...first.data, ...second.data, ...third.data].map(({ operationId }) => operationId);
  expect(told).toEqual(offline.till.operations.map(({ operationId }) => operationId));
  expect(third.page).toEqual({ nextCursor: null, hasMore: false });
  await expect(list({ cursor: 'kopi' })).rejects.toMatchObject({ code: 'request.cursor-invalid' });
});
