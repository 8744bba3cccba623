import { seededRandom } from '../../bench/random';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { openScreen } from '../support/screen';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, type Counter, Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';

jest.setTimeout(300_000);

const { businessId, outlets, products } = KOPI_SENJA;

/** Both serve and both follow the log; they know of each other by the database alone. */
describe('Two processes on one database', () => {
  const acknowledged: Acknowledged[] = [];
  let street: StreetOfServers;
  let servers: [ServerProcess, ServerProcess];
  let counters: [Counter[], Counter[]];

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    servers = [await street.start(), await street.start()];
    const at = async (which: 0 | 1) =>
      openStreet(
        street.client(() => servers[which]),
        seededRandom(which),
      );
    counters = [await at(0), await at(1)];
  });
  afterAll(() => street?.clear());

  it('sell and follow at once, and a screen at the one sees what the other sold, in order and once', async () => {
    const kitchen = await street.client(() => servers[1]).logIn('kitchen@kopisenja.test', outlets.jkt1);
    const screen = openScreen(servers[1].url, { token: kitchen.token, after: 0 });
    const shoppers = counters.map((ofServer) => new Shoppers(ofServer, { clients: 4 }));
    await Promise.all(shoppers.map((some) => some.sell(40)));
    await Promise.all(shoppers.map((some) => some.leave()));
    acknowledged.push(...shoppers.flatMap((some) => some.acknowledged));

    const inKemang = acknowledged.filter(({ outletId }) => outletId === outlets.jkt1);
    await eventually(() => expect(screen.frames.length).toBeGreaterThanOrEqual(inKemang.length));
    screen.socket.disconnect();
    const shown = screen.frames.map(({ transactionId }) => transactionId as string);
    expect(shown.toSorted()).toEqual(inKemang.map(({ answer }) => answer.transactionId as string).toSorted());
    expect(screen.seqs()).toEqual(screen.seqs().toSorted((a, b) => a - b));
    expect(shoppers.every((some) => some.unknown === 0)).toBe(true);
  });

  it('are asked for the same sale at once, and make one', async () => {
    const [here, there] = counters.map(([counter]) => counter!.till.client) as [Client, Client];
    const { till } = counters[0][0]!;
    const sale = till.body({ items: [{ productId: products.kopiSusu, quantity: '1' }] });
    for (let time = 0; time < 10; time++) {
      const key = newId();
      const ask = (client: Client) => client.post('/pos/transactions', sale, { key });
      const answers = await Promise.all([here, there, here, there].map(ask));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true')).toHaveLength(3);
      acknowledged.push({ key, businessId, outletId: till.outletId, sale, answer: answers[0]!.body });
    }
  });

  it('count wrong passwords together', async () => {
    const guess = async (which: 0 | 1) =>
      street.client(() => servers[which]).post('/auth/login', { email: 'guess@kopisenja.test', password: 'x' });
    const answers = await Promise.all(Array.from({ length: 16 }, (_, index) => guess((index % 2) as 0 | 1)));
    const refused = answers.filter(({ status }) => status === 429).length;
    // Without Redis each of the two allows ten.
    expect(refused).toBe(process.env.TEST_REDIS_URL ? 6 : 0);
  });

  it('leave every effect there once', () => street.expectOnce(acknowledged));
});
