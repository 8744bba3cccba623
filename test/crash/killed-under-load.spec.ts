import { randomInt } from 'node:crypto';
import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';

jest.setTimeout(120_000);

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 3);
const seed = Number(process.env.CRASH_SEED ?? randomInt(1e9));

/** CRASH_SEED repeats the moments, CRASH_ROUNDS makes it longer. */
describe(`A server killed under load, seed ${seed},`, () => {
  let street: StreetOfServers;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
  });
  afterAll(() => street?.clear());

  it(`${ROUNDS} times, loses nothing that it acknowledged and does nothing twice`, async () => {
    const random = seededRandom(seed);
    let server = await street.start();
    let comesBack: Promise<void> = Promise.resolve();
    const nobody = await street.client(() => server);
    const shoppers = new Shoppers(await openStreet(nobody, random), { comesBack: () => comesBack });

    for (let round = 1; round <= ROUNDS; round++) {
      await shoppers.sell(20 + Math.floor(random() * 40));
      await afterMs(random() * 20); // anywhere in a request, not at the end of one
      const killed = server.kill();
      comesBack = killed.then(async () => {
        server = await street.start();
      });
      await comesBack;
    }
    await shoppers.sell(20);
    await shoppers.leave();
    expect(shoppers.unknown).toBeGreaterThanOrEqual(ROUNDS);
    await street.expectOnce(shoppers.acknowledged);
  });
});
