import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';

const { outlets, customers } = KOPI_SENJA;

describe('A question is refused when it asks', () => {
  const cursorOf = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');
  const LISTS: [string, Record<string, string>][] = [
    ['/products', {}],
    ['/outlets', {}],
    ['/inventory/stock-levels', { outletId: outlets.jkt1 }],
    ['/pos/transactions', { outletId: outlets.jkt1 }],
    ['/devices', { outletId: outlets.jkt1 }],
    ['/kds/orders', { outletId: outlets.jkt1 }],
    [`/customers/${customers.silver}/store-credit`, {}],
    ['/ledger/accounts', {}],
    ['/ledger/journal-entries', {}],
    ['/receivables', {}],
    ['/operations/outbox/failures', {}],
  ];
  const CURSORS = [
    'kopi',
    '!!!',
    cursorOf(),
    cursorOf(null, null),
    cursorOf('a', 'b', 'c'),
    cursorOf('a\u0000', 'b'),
    Buffer.from('"x').toString('base64url'),
  ];
  let app: ServedApp;
  let owner: Client;
  let refusals: Refusals;

  beforeAll(async () => {
    app = await ServedApp.start();
    owner = await app.logIn('owner@kopisenja.test');
    refusals = await Refusals.from(app);
  });

  afterAll(async () => {
    await app?.expectSoundBooks();
    await app?.stop();
  });

  it.each(LISTS.flatMap(([path, query]) => CURSORS.map((cursor) => [path, cursor, query] as const)))(
    '%s from the cursor %s on',
    async (path, cursor, query) => {
      await refusals.expect(owner.get(path, { ...query, cursor }), 400, 'request.cursor-invalid');
    },
  );

  /** Of the right shape, and nonsense all the same. */
  it.each(LISTS.filter(([path]) => !/outlets|accounts|store-credit/.test(path)))(
    '%s after a key that no row has',
    async (path, query) => {
      for (const key of [
        ['x', 'y'],
        ['2026-02-30', newId()],
        ['9'.repeat(30), '9'.repeat(30)],
        ['2026-11-21', "'"],
      ]) {
        const { status, body } = await owner.get(path, { ...query, cursor: cursorOf(...key) });
        expect([200, 400]).toContain(status);
        if (status === 400) expect(body.code).toMatch(/^request\./);
      }
    },
  );

  it.each(
    LISTS.flatMap(([path, query]) =>
      ['0', '-1', '201', '1e9', 'all', '1.5', ''].map((limit) => [path, limit, query] as const),
    ),
  )('%s for %j rows', async (path, limit, query) => {
    await refusals.expect(owner.get(path, { ...query, limit }), 422, 'request.invalid');
  });

  it.each<[string, Record<string, string>]>([
    ['/products', { sort: 'price' }],
    ['/products', { categoryId: 'kopi' }],
    ['/products', { search: '' }],
    ['/products', { search: 'x'.repeat(101) }],
    ['/shifts/current', {}],
    ['/shifts/current', { outletId: '1' }],
    ['/pos/transactions', { outletId: outlets.jkt1, businessDate: '2026-02-30' }],
    ['/pos/transactions/1', {}],
    ['/kds/orders', { outletId: outlets.jkt1, since: '0000-01-01T00:00:00Z' }],
    ['/ledger/trial-balance', { asOf: 'yesterday' }],
    ['/ledger/journal-entries', { from: '2026-13-01' }],
    ['/ledger/journal-entries/%00', {}],
  ])('%s?%j', async (path, query) => {
    await refusals.expect(owner.get(path, query), 422, 'request.invalid');
  });

  it.each<[string, Record<string, string>]>([
    ['/products', { search: 'a\u0000b' }],
    ['/products', { barcode: '\u0000' }],
    ['/kds/orders', { outletId: outlets.jkt1, station: '\u0000' }],
    ['/shifts/current', { outletId: outlets.jkt1, drawer: '\u0000' }],
  ])('%s for what no text can hold: %j', async (path, query) => {
    const { status } = await owner.get(path, query);
    expect([400, 422]).toContain(status);
  });

  it.each(['%', '_', '\\', "'", '%25%25', '\u202e', '👩‍👩‍👧', 'ſ'])(
    'nothing strange of a search for %j',
    async (search) => {
      const { status, body } = await owner.get('/products', { search });
      expect([status, body.data]).toEqual([200, []]);
    },
  );

  it.each(['/nope', '/products/x/y', '/POS/transactions', '/../secret'])('where nothing is: %s', async (path) => {
    await refusals.expect(owner.get(path), 404, 'request.no-such-route');
  });
});
