import { seededRandom } from '../../bench/random';
import { openScreen } from '../support/screen';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';

jest.setTimeout(300_000);

const SOON_MS = 15_000;

describe('A server that is told to end under load', () => {
  let street: StreetOfServers;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
  });
  afterAll(() => street?.clear());

  it('answers what it has begun, ends soon and well, and a worker does the rest', async () => {
    const server = await street.start({ APP_ROLE: 'api' });
    const nobody = street.client(() => server);
    const counters = await openStreet(nobody, seededRandom(15));
    const { client, outletId } = counters[0]!.till;
    const screen = openScreen(server.url, { token: client.token, outletId });
    await new Promise((opened) => screen.socket.once('feed:opened', opened));
    const shoppers = new Shoppers(counters);
    await shoppers.sell(40);
    const began = performance.now();
    const { code, signal, stderr } = await server.stop();
    expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
    expect(performance.now() - began).toBeLessThan(SOON_MS);
    await shoppers.leave();
    expect(screen.socket.connected).toBe(false);

    const ids = shoppers.acknowledged.map(({ answer }) => answer.transactionId);
    const { rows } = await street.owner.query('select id from sales.transactions');
    expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    const orders = await street.owner.query('select count(*)::int as count from kitchen.orders');
    expect(orders.rows).toEqual([{ count: 0 }]); // an `api` leaves the log to others

    await street.start({ APP_ROLE: 'worker' });
    await street.expectOnce(shoppers.acknowledged);
  });
});
