import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import type { ServerProcess } from '../support/server-process';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const API_RELAYS = 2;
const WORKERS = 4;

describe(`Under load, seed ${SEED},`, () => {
  let street: StreetOfServers;

  beforeEach(async () => {
    street = await StreetOfServers.lay();
  });
  afterEach(() => street?.clear());

  it('a server killed at any moment loses nothing that it acknowledged and does nothing twice', async () => {
    const choices = new Choices('one server');
    const rounds = 3 * SCALE;
    let server = await street.start();
    let comesBack: Promise<unknown> = Promise.resolve();
    const nobody = street.client(() => server);
    const shoppers = new Shoppers(await openStreet(nobody, seededRandom(SEED)), { comesBack: () => comesBack });

    for (let round = 1; round <= rounds; round++) {
      await shoppers.sell(choices.between(20, 60));
      comesBack = server.kill().then(async () => (server = await street.start()));
      await comesBack;
    }
    await shoppers.sell(20);
    await shoppers.leave();
    expect(shoppers.unknown).toBeGreaterThanOrEqual(rounds);
    await street.expectOnce(shoppers.acknowledged);
  });

  it('two relays and four workers share the log, and any of them may be killed', async () => {
    const choices = new Choices('many processes');
    const rounds = 5 * SCALE;
    const roles = [...Array<string>(API_RELAYS).fill('all'), ...Array<string>(WORKERS).fill('worker')];
    const servers = await Promise.all(roles.map((APP_ROLE) => street.start({ APP_ROLE })));
    let turn = 0;
    const nobody = street.client(() => servers[turn++ % API_RELAYS]!);
    const shoppers = new Shoppers(await openStreet(nobody, seededRandom(SEED)), {
      clients: 4,
      pauseMs: 50,
      comesBack: () => afterMs(50), // the next one asked may be the other
    });

    const replaced: Promise<ServerProcess>[] = [];
    for (let round = 1; round <= rounds; round++) {
      await shoppers.sell(choices.between(20, 60));
      const place = choices.between(0, roles.length - 1);
      replaced[place] = replace(place, replaced[place]);
    }
    await Promise.all(replaced);
    await shoppers.sell(20);
    await shoppers.leave();
    await street.expectOnce(shoppers.acknowledged);

    async function replace(place: number, earlier?: Promise<ServerProcess>): Promise<ServerProcess> {
      await earlier; // chosen again while its successor is starting
      await servers[place]!.kill();
      return (servers[place] = await street.start({ APP_ROLE: roles[place] }));
    }
  });
});
