import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import { FaultProxy } from '../support/fault-proxy';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const ROUNDS = 12 * SCALE;
/** The sale that is one statement; and whatever ends with a commit, such as a listener's batch. */
const COMMITS = [/create_transaction_atomic/, /^commit/i];

describe(`Connections to the database cut under load, seed ${SEED},`, () => {
  let street: StreetOfServers;
  let network: FaultProxy;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    network = await FaultProxy.before(street.databaseUrl);
  });
  afterAll(async () => {
    await street?.clear();
    await network?.stop();
  });

  it('before and after commits leave each sale there once, however often it is asked for', async () => {
    const choices = new Choices('cuts');
    const server = await street.start({ DATABASE_URL: network.url });
    const shoppers = new Shoppers(
      await openStreet(
        street.client(() => server),
        seededRandom(SEED),
      ),
      {
        comesBack: () => afterMs(50),
        asksAgainEvery: 7,
      },
    );
    for (let round = 0; round < ROUNDS; round++) {
      await shoppers.sell(choices.between(5, 20));
      const cut = choices.oneOf(['cutBeforeStatement', 'cutAfterStatement'] as const);
      await network[cut](choices.oneOf(COMMITS));
    }
    network.reset(); // all at once, wherever they are
    await shoppers.sell(20);
    await shoppers.leave();
    await street.expectOnce(shoppers.acknowledged);
    expect(server.isRunning).toBe(true);
  });
});
