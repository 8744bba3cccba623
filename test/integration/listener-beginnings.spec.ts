import { newId } from '../../src/kernel/ids';
import type { RecordedEvent } from '../../src/kernel/domain-event';
import type { Tx } from '../../src/platform/database/tx';
import type { EventListener } from '../../src/platform/events/event-listener';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;

/** A listener that a new version brings. */
class Newcomer implements EventListener {
  readonly name = `test-${newId()}`;
  readonly eventTypes = ['test.happened'];
  readonly told: unknown[] = [];

  constructor(readonly begins: EventListener['begins']) {}

  async handle(_tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
    this.told.push(...events.map(({ payload }) => (payload as { name: string }).name));
  }
}

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
});

const happen = (streamId: string, name: string, where = shop) =>
  where.append(streamId, { type: 'test.happened', payload: { name } });
const start = (listener: EventListener) => app.database.ask('outbox.register_listeners', [[listener.name]]);

describe('A listener that is new', () => {
  it('and begins at the beginning takes all that ever happened', async () => {
    const listener = new Newcomer('at-the-beginning');
    await happen(shop.outletIds[0], 'before');
    await start(listener);
    await happen(shop.outletIds[0], 'after');
    await app.deliver(listener, shop.businessId);
    expect(listener.told).toEqual(['before', 'after']);
  });

  it('and begins at the head takes all that happened since its first process started, whatever it looked at first', async () => {
    const listener = new Newcomer('at-the-head');
    const [one, two] = shop.outletIds;
    await happen(one, 'before');
    await happen(two, 'before');
    await start(listener);
    await happen(one, 'after');
    await start(listener); // another process, later
    await happen(one, 'later');
    await app.deliver(listener, shop.businessId);
    await happen(two, 'at last');
    await app.deliver(listener, shop.businessId);
    expect(listener.told).toEqual(['after', 'later', 'at last']);
  });

  it('misses nothing of an outlet or a business that opens afterwards', async () => {
    const listener = new Newcomer('at-the-head');
    await start(listener);
    await app.deliver(listener, shop.businessId);
    const outletId = newId();
    await shop.insert('outbox.streams', { stream_id: outletId });
    await happen(outletId, 'first of the outlet');
    await app.deliver(listener, shop.businessId);

    const other = await RecordedShop.open(app.owner);
    await happen(other.outletIds[0], 'first of the business', other);
    await app.deliver(listener, other.businessId);
    expect(listener.told).toEqual(['first of the outlet', 'first of the business']);
  });
});
