import { newId } from '../../src/kernel/ids';
import { WriteAuditListener } from '../../src/modules/audit/listeners/write-audit.listener';
import { AuditStore } from '../../src/modules/audit/store/audit.store';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
const listener = new WriteAuditListener(new AuditStore());

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
});

const entries = () =>
  shop.rows(
    `select id, stream_id, seq::int, action, actor, subject_id, data, correlation_id from audit.entries
      where business_id = $1 order by stream_id, seq`,
  );

describe('The audit', () => {
  it('keeps every event, of whatever type, with who did it and what it was about', async () => {
    const [outletId] = shop.outletIds;
    const { eventId, ...sale } = await shop.sell();
    const orderId = newId();
    await shop.append(outletId, { type: 'kitchen.order-status-changed', payload: { orderId, transactionId: newId() } });
    await shop.append(outletId, { type: 'not.yet-known', payload: { note: 'from a later version' } });
    await app.deliver(listener, shop.businessId);

    const each = {
      stream_id: outletId,
      actor: { employeeId: shop.employeeId, role: 'cashier' },
      correlation_id: 'test',
    };
    expect(await entries()).toMatchObject([
      { ...each, id: eventId, seq: 1, action: 'sales.transaction-created', subject_id: sale.transactionId, data: sale },
      { ...each, seq: 2, action: 'kitchen.order-status-changed', subject_id: orderId },
      { ...each, seq: 3, action: 'not.yet-known', subject_id: null, data: { note: 'from a later version' } },
    ]);
  });

  it('keeps the events of several streams out of one batch, and each of them once', async () => {
    for (const outletId of [...shop.outletIds, ...shop.outletIds]) await shop.sell({ outletId });
    await app.deliver(listener, shop.businessId);
    const before = await entries();
    expect(before).toHaveLength(4);
    await shop.rewind('audit');
    await app.deliver(listener, shop.businessId, 3);
    expect(await entries()).toEqual(before);
  });
});
