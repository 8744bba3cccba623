import { newId } from '../../src/kernel/ids';
import { eventually } from '../support/eventually';
import { ServedApp } from '../support/served-app';
import { listenersToRest } from '../support/sound-books';
import { rowsOf, tenantTables } from '../support/tenant-tables';
import { type Cafe, coffeeOf, managerAt, openTwoCafes } from '../support/two-cafes';

let app: ServedApp;
let ours: Cafe;
let theirs: Cafe;

beforeAll(async () => {
  app = await ServedApp.start();
  ({ ours, theirs } = await openTwoCafes(app));
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

describe('What one business reads', () => {
  it('has no id of the other in it', async () => {
    const foreign = await idsInTablesOf(theirs.businessId);
    const shared = await idsInTablesOf(ours.businessId);
    for (const id of shared) foreign.delete(id);
    expect(foreign.size).toBeGreaterThan(200);

    const { outletId } = ours.till;
    const lists: [string, Record<string, string>][] = [
      ['/outlets', {}],
      ['/products', { limit: '200' }],
      ['/inventory/stock-levels', { outletId, limit: '200' }],
      ['/inventory/stock-levels', { outletId, kind: 'ingredient' }],
      ['/pos/transactions', { outletId }],
      ['/kds/orders', { outletId }],
      ['/ledger/accounts', { limit: '200' }],
      ['/ledger/journal-entries', { limit: '200' }],
      ['/ledger/trial-balance', {}],
      ['/operations/invariants', {}],
      ['/auth/me', {}],
    ];
    for (const [path, query] of lists) {
      const { status, text } = await ours.owner.get(path, query);
      expect([path, status, idsIn(text).filter((id) => foreign.has(id))]).toEqual([path, 200, []]);
    }
  });

  const idsIn = (text: string): string[] => text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];

  async function idsInTablesOf(businessId: string): Promise<Set<string>> {
    const ids = new Set<string>();
    for (const table of await tenantTables(app.owner)) {
      for (const row of await rowsOf(app.owner, businessId, table))
        idsIn(JSON.stringify(row)).forEach((id) => ids.add(id));
    }
    return ids;
  }
});

it('Two businesses may give their sales the same id and their requests the same key', async () => {
  const before = await ofBusiness(theirs);
  const key = newId();
  const { transactionId } = theirs.sale;
  const coffee = (cafe: Cafe, id: string) => ({ id, ...coffeeOf(cafe) });
  expect(await ours.till.sell(coffee(ours, transactionId), { key })).toMatchObject({
    status: 201,
    body: { transactionId },
  });
  await listenersToRest(app.database.ownerUrl);
  expect(await ofBusiness(theirs)).toEqual(before);

  const again = await theirs.till.sell(coffee(theirs, newId()), { key });
  expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
  const twice = await theirs.till.sell(coffee(theirs, transactionId));
  expect(twice).toMatchObject({ status: 409, body: { code: 'sales.transaction-exists' } });
});

async function ofBusiness({ businessId }: Cafe): Promise<Record<string, string[]>> {
  const rows: Record<string, string[]> = {};
  for (const table of await tenantTables(app.owner)) {
    rows[table] = (await rowsOf(app.owner, businessId, table)).map((row) => JSON.stringify(row)).toSorted();
  }
  return rows;
}

describe('A screen', () => {
  it('gets no frame of another business', async () => {
    const kitchen = (cafe: Cafe) => app.screen({ token: cafe.owner.token, outletId: cafe.till.outletId, after: 0 });
    const [ourScreen, theirScreen] = [kitchen(ours), kitchen(theirs)];
    const [ourSale, theirSale] = [
      (await ours.till.sell(coffeeOf(ours))).body,
      (await theirs.till.sell(coffeeOf(theirs))).body,
    ];

    const seen = ({ frames }: typeof ourScreen) => new Set(frames.map(({ transactionId }) => transactionId));
    await eventually(() => {
      expect(seen(ourScreen)).toContain(ourSale.transactionId);
      expect(seen(theirScreen)).toContain(theirSale.transactionId);
    });
    for (const [screen, { businessId }] of [
      [ourScreen, ours],
      [theirScreen, theirs],
    ] as const) {
      const { rows } = await app.owner.query('select event_id from outbox.events where business_id = $1', [businessId]);
      const events = new Set(rows.map(({ event_id }) => event_id));
      expect(screen.frames.filter(({ eventId }) => !events.has(eventId))).toEqual([]);
    }
  });

  it.each<[string, () => Promise<Record<string, unknown>>, string]>([
    [
      'the outlet of another business',
      async () => ({ token: ours.owner.token, outletId: theirs.till.outletId }),
      'identity.outlet-not-found',
    ],
    ['an outlet of nobody', async () => ({ token: ours.owner.token, outletId: newId() }), 'identity.outlet-not-found'],
    [
      'the other outlet of the business, where its bearer does not work',
      async () => ({
        token: (await managerAt(app, ours, [ours.till.outletId])).token,
        outletId: ours.otherTill.outletId,
      }),
      'identity.outlet-not-found',
    ],
    [
      'the outlet of another business, which its own token names',
      async () => ({ token: (await managerAt(app, ours, [theirs.till.outletId])).token }),
      'identity.outlet-not-found',
    ],
  ])('is not shown %s', async (_, auth, code) => {
    const screen = app.screen(await auth());
    await eventually(() => expect(screen.endings).toEqual([code]));
    expect(screen.frames).toEqual([]);
  });
});
