import { seededRandom } from '../../bench/random';
import { idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { openBusinesses, plainShop } from '../support/fixtures';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

/** By both writers: the flag of the tenant chooses. */
describe.each([['atomic'], ['standard']])('At once, with the %s writer,', (writer) => {
  let app: ServedApp;

  beforeAll(async () => {
    app = await ServedApp.start();
    await app.owner.query('update identity.tenant_config set use_atomic_function = $1', [writer === 'atomic']);
  });

  afterAll(() => app?.stop());

  it('the same sale fifty times is one sale and forty-nine repeated answers', async () => {
    const cashier = await app.logIn('cashier@kopisenja.test');
    const till = await Till.open(cashier, { outletId: KOPI_SENJA.outlets.jkt1 });
    const sale = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 50 }, () => till.sell(sale, { key })));

    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(49);
    const { body } = await cashier.get('/pos/transactions', { outletId: till.outletId });
    expect(body.data).toMatchObject([{ transactionId: answers[0]!.body.transactionId }]);
  });

  it('forty sales of the last ten are ten sales', async () => {
    const cashier = await app.logIn('cashier@tokomaju.test');
    const till = await Till.open(cashier, { outletId: TOKO_MAJU.outlets.bdg1 });
    const sale = { items: [{ productId: TOKO_MAJU.products.baterai, quantity: '1' }] };
    const answers = await Promise.all(Array.from({ length: 40 }, () => till.sell(sale)));

    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ status, body }) => `${status} ${body.code} ${body.items[0].available}`))).toEqual(
      new Set(['409 inventory.insufficient-stock 0']),
    );
    const numbers = answers
      .filter(({ status }) => status === 201)
      .map(({ body }) => Number(body.receiptNumber.slice(-6)));
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('24 tills sell the same forty products in whatever order', async () => {
    const plan = {
      ...plainShop({ products: 40, stock: '10000' }),
      config: { use_atomic_function: writer === 'atomic' },
    };
    await openBusinesses(app.database.ownerUrl, [plan]);
    const ids = idsOf(plan.id);
    const cashier = await app.logIn(`cashier@${plan.id}.test`);
    const till = await Till.open(cashier, { outletId: ids.outlet('S001') });
    const random = seededRandom(40);

    const carts = Array.from({ length: 24 * 3 }, () =>
      plan.products
        .map(({ sku }) => ({ productId: ids.product(sku), quantity: '1', turn: random() }))
        .toSorted((a, b) => a.turn - b.turn)
        .map(({ productId, quantity }) => ({ productId, quantity })),
    );
    const clients = Array.from({ length: 24 }, async (_, client) => {
      const statuses: number[] = [];
      for (const items of carts.slice(client * 3, client * 3 + 3)) statuses.push((await till.sell({ items })).status);
      return statuses;
    });
    expect(new Set((await Promise.all(clients)).flat())).toEqual(new Set([201]));
  });

  it('nobody waited for each other in a ring, and the books are sound', async () => {
    await app.expectSoundBooks();
    await app.close(); // a session tells what it has met when it ends
    const { rows } = await app.owner.query('select deadlocks from pg_stat_database where datname = current_database()');
    expect(rows).toEqual([{ deadlocks: '0' }]);
  });
});
