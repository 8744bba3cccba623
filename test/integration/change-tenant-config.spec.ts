import { SystemClock } from '../../src/kernel/clock';
import type { Actor, Operator } from '../../src/kernel/actor';
import type { ChangeTenantConfigCommand } from '../../src/modules/identity';
import { TenantConfigsQuery } from '../../src/modules/identity/queries/tenant-configs.query';
import { TenantConfigStore } from '../../src/modules/identity/store/tenant-config.store';
import { ChangeTenantConfigUseCase } from '../../src/modules/identity/use-cases/change-tenant-config.use-case';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
let owner: Actor;
let useCase: ChangeTenantConfigUseCase;

beforeAll(async () => {
  app = await openAppDatabase();
  useCase = new ChangeTenantConfigUseCase(app.database, new TenantConfigStore(), new SystemClock());
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  const { businessId, employeeId, outletIds } = shop;
  owner = { businessId, employeeId, role: 'owner', outletIds, outletId: null, correlationId: 'config' };
});

const DEFAULTS = {
  useAtomicFunction: true,
  useListenNotifyWorker: false,
  workerPollIntervalMs: 1_000,
  maxRetryCount: 3,
  batchSize: 100,
  enableTelemetry: true,
};
const change = (
  changes: ChangeTenantConfigCommand['changes'],
  expectedVersion: number | null = null,
  by: Actor | Operator = owner,
) => useCase.execute(by, { changes, expectedVersion });
const present = () => new TenantConfigsQuery(app.database).present(shop.businessId);
const told = () =>
  shop.rows(
    `select stream_id, payload, actor from outbox.events
      where business_id = $1 and type = 'identity.tenant-config-changed' order by seq`,
  );

describe('A config', () => {
  it('of a business that has said nothing is the default, and its first change the first version', async () => {
    expect(await present()).toEqual({ config: DEFAULTS, version: 0 });
    const changed = { config: { ...DEFAULTS, batchSize: 25 }, version: 1 };
    expect(await change({ batchSize: 25 })).toEqual(changed);
    expect(await present()).toEqual(changed);
  });

  it('changes where it was told to, flag by flag, and tells what was and by whom it was changed', async () => {
    await change({ useAtomicFunction: false, maxRetryCount: 3 });
    const operator = { ...owner, employeeId: '00000000-0000-0000-0000-000000000000', role: 'operator' as const };
    await change({ workerPollIntervalMs: 250, useListenNotifyWorker: true, enableTelemetry: false }, 1, operator);
    expect(await present()).toEqual({
      config: {
        ...DEFAULTS,
        useAtomicFunction: false,
        workerPollIntervalMs: 250,
        useListenNotifyWorker: true,
        enableTelemetry: false,
      },
      version: 2,
    });
    expect(await told()).toEqual([
      {
        stream_id: shop.businessId,
        payload: { version: 1, changes: [{ flag: 'useAtomicFunction', from: true, to: false }] },
        actor: { employeeId: owner.employeeId, role: 'owner' },
      },
      {
        stream_id: shop.businessId,
        payload: {
          version: 2,
          changes: expect.arrayContaining([
            { flag: 'workerPollIntervalMs', from: 1_000, to: 250 },
            { flag: 'useListenNotifyWorker', from: false, to: true },
            { flag: 'enableTelemetry', from: true, to: false },
          ]),
        },
        actor: { employeeId: operator.employeeId, role: 'operator' },
      },
    ]);
  });

  it('does not change twice when it is told so twice', async () => {
    const once = await change({ batchSize: 25 }, 0);
    expect(await change({ batchSize: 25 }, 0)).toEqual(once);
    expect(await told()).toHaveLength(1);
  });

  it('does not change by who has seen an older one', async () => {
    await change({ batchSize: 25 });
    await expect(change({ batchSize: 50 }, 0)).rejects.toMatchObject({
      kind: 'stale',
      code: 'request.version-stale',
      details: { version: 1 },
    });
    expect(await present()).toMatchObject({ config: { batchSize: 25 } });
  });

  it('takes two changes at once, one after the other', async () => {
    await Promise.all([change({ batchSize: 25 }), change({ maxRetryCount: 5 })]);
    expect(await present()).toEqual({ config: { ...DEFAULTS, batchSize: 25, maxRetryCount: 5 }, version: 2 });
  });
});
