import type { INestApplicationContext } from '@nestjs/common';
import { OutletSettings, TenantConfigs } from '../../src/modules/identity';
import { Database } from '../../src/platform/database/database';
import { RelaySettings } from '../../src/platform/events/relay-settings';
import { startIdentity } from '../support/identity-app';
import { Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('what identity tells other modules', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
  });

  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  it('the defaults of the database for a business that set nothing', async () => {
    const [silent, defaulted] = [await staff.openBusiness(), await staff.openBusiness()];
    await staff.database.query('insert into identity.tenant_config (business_id) values ($1)', [defaulted]);
    expect(await app.get(TenantConfigs).for(silent)).toEqual(await app.get(TenantConfigs).for(defaulted));
    expect(await app.get(RelaySettings).for(silent)).toMatchObject({ batchSize: 100, maxRetryCount: 3 });
    expect(await app.get(RelaySettings).shortestPollIntervalMs()).toBe(1_000);
  });

  it('what a business set for itself', async () => {
    const businessId = await staff.openBusiness();
    await staff.database.query(
      `insert into identity.tenant_config (business_id, use_atomic_function, use_listen_notify_worker,
              worker_poll_interval_ms, max_retry_count, batch_size, enable_telemetry)
       values ($1, false, true, 250, 7, 25, false)`,
      [businessId],
    );
    expect(await app.get(TenantConfigs).for(businessId)).toEqual({
      useAtomicFunction: false,
      useListenNotifyWorker: true,
      workerPollIntervalMs: 250,
      maxRetryCount: 7,
      batchSize: 25,
      enableTelemetry: false,
    });
    expect(await app.get(RelaySettings).for(businessId)).toMatchObject({ batchSize: 25, maxRetryCount: 7 });
  });

  it('the settings of all outlets of a business, and of no other', async () => {
    const businessId = await staff.openBusiness();
    const jakarta = await staff.openOutlet(businessId, 'JKT1');
    const bandung = await staff.openOutlet(businessId, 'BDG1');
    await staff.openOutlet(await staff.openBusiness(), 'MKS1');
    await staff.database.query(
      `update identity.outlets
          set day_starts_at = '04:30', service_charge_bps = 500, service_charge_base = 'pre_discount',
              service_charge_taxable = false, cash_rounding_step = 100, active = false
        where id = $1`,
      [jakarta],
    );
    await staff.database.query('update identity.businesses set is_taxable_entrepreneur = true where business_id = $1', [
      businessId,
    ]);

    const settings = await app.get(Database).read(businessId, (tx) => app.get(OutletSettings).load(tx));
    expect(settings).toEqual({
      business: { isTaxableEntrepreneur: true },
      outlets: [
        {
          id: bandung,
          code: 'BDG1',
          timeZone: 'Asia/Jakarta',
          dayStartsAt: '00:00',
          serviceChargeBps: 0,
          serviceChargeBase: 'post_discount',
          serviceChargeTaxable: true,
          cashRoundingStep: 1n,
          cashRoundingDirection: 'nearest',
          active: true,
        },
        {
          id: jakarta,
          code: 'JKT1',
          timeZone: 'Asia/Jakarta',
          dayStartsAt: '04:30',
          serviceChargeBps: 500,
          serviceChargeBase: 'pre_discount',
          serviceChargeTaxable: false,
          cashRoundingStep: 100n,
          cashRoundingDirection: 'nearest',
          active: false,
        },
      ],
    });
  });
});
