import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { RecordedShop } from '../support/recorded-shop';
import { ServedApp } from '../support/served-app';

let served: ServedApp;

beforeAll(async () => {
  served = await ServedApp.start({ logLevels: [] });
});
afterAll(() => served.stop());

/** Recorded by nobody that could have nudged: only the sweep finds it. */
const happen = (shop: RecordedShop, times = 1) =>
  shop.append(shop.outletIds[0], ...Array.from({ length: times }, () => ({ type: 'test.happened', payload: {} })));
const audited = async (shop: RecordedShop) =>
  (await shop.rows<{ count: number }>('select count(*)::int as count from audit.entries where business_id = $1'))[0]!
    .count;

describe('The sweep', () => {
  it('finds what no nudge told of', async () => {
    const shop = await RecordedShop.open(served.owner);
    await happen(shop, 3);
    await eventually(async () => expect(await audited(shop)).toBe(3));
  });

  it('comes to each tenant as often as the tenant wants', async () => {
    const [patient, impatient] = [await RecordedShop.open(served.owner), await RecordedShop.open(served.owner)];
    await patient.insert('identity.tenant_config', { worker_poll_interval_ms: 60_000 });
    await impatient.insert('identity.tenant_config', { worker_poll_interval_ms: 100 });
    for (let round = 1; round <= 6; round++) {
      await happen(patient);
      await happen(impatient);
      await eventually(async () => expect(await audited(impatient)).toBe(round));
    }
    expect(await audited(patient)).toBeLessThan(6); // its minute may have come, once
  });

  it('finds parked events whose time has come', async () => {
    const shop = await RecordedShop.open(served.owner);
    await shop.insert('identity.tenant_config', { worker_poll_interval_ms: 100, max_retry_count: 1 });
    const poison = { type: 'sales.transaction-created', payload: { transactionId: newId(), unreadable: true } };
    await shop.append(shop.outletIds[0], poison);
    await shop.sell();
    await eventually(async () =>
      expect(
        await shop.rows(
          `select listener, attempts from outbox.failures where business_id = $1 and state = 'dead' order by listener`,
        ),
      ).toEqual(expect.arrayContaining([{ listener: 'kitchen', attempts: 2 }])),
    );
    const orders = await shop.rows('select id from kitchen.orders where business_id = $1');
    expect(orders).toHaveLength(1); // the sale behind the poison went to the kitchen
  });
});
