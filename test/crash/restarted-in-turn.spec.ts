import { seededRandom } from '../../bench/random';
import { Balancer } from '../support/balancer';
import { eventually } from '../support/eventually';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const SOON_MS = 15_000;

describe(`Servers restarted in turn behind a balancer, seed ${SEED},`, () => {
  let street: StreetOfServers;
  let balancer: Balancer;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
  });
  afterAll(async () => {
    await street?.clear();
    await balancer?.stop();
  });

  it('fail no request of clients that keep their connections', async () => {
    const choices = new Choices('in turn');
    const servers = [await street.start(), await street.start()];
    balancer = await Balancer.before(servers.map(({ url }) => url));
    const shoppers = new Shoppers(
      await openStreet(
        street.client(() => balancer),
        seededRandom(SEED),
      ),
    );

    for (let round = 0; round < 4 * SCALE; round++) {
      await shoppers.sell(choices.between(20, 60));
      const place = round % servers.length;
      const began = performance.now();
      const { code, signal, stderr } = await servers[place]!.stop();
      expect({ code, signal, stderr }).toEqual({ code: 0, signal: null, stderr: '' });
      expect(performance.now() - began).toBeLessThan(SOON_MS);
      servers[place] = await street.start();
      balancer.replace(place, servers[place].url);
      await eventually(() => expect(balancer.ready).toBe(servers.length));
    }
    await shoppers.leave();
    expect(shoppers.unknown).toBe(0);
    await street.expectOnce(shoppers.acknowledged);
  });
});
