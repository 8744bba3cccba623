import { setTimeout as afterMs } from 'node:timers/promises';
import { seededRandom } from '../../bench/random';
import { startOwnPostgres } from '../support/own-services/own-postgres';
import type { OwnServer } from '../support/own-services/own-server';
import { Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const ENDINGS = {
  'as a power cut ends it': (postgres: OwnServer) => postgres.kill(),
  'as its operator ends it': (postgres: OwnServer) => postgres.end('SIGINT'),
};

describe(`A database that is restarted under load, seed ${SEED},`, () => {
  let postgres: OwnServer;
  let street: StreetOfServers;

  beforeAll(async () => {
    const { server, database } = await startOwnPostgres();
    postgres = server;
    street = await StreetOfServers.lay(database);
  });
  afterAll(async () => {
    await street?.clear();
    await postgres?.stop();
  });

  it('has every sale that was acknowledged, and its servers heal of their own', async () => {
    const choices = new Choices('restarts');
    const rounds = Array.from({ length: SCALE }, () => choices.shuffled(Object.values(ENDINGS))).flat();
    const server = await street.start();
    const shoppers = new Shoppers(
      await openStreet(
        street.client(() => server),
        seededRandom(SEED),
      ),
      {
        comesBack: async () => {
          if (!server.isRunning)
            throw new Error(`the server did not outlive its database\n${(await server.ended).stderr}`);
          await afterMs(100);
        },
      },
    );
    for (const endIt of rounds) {
      await shoppers.sell(choices.between(20, 60));
      await endIt(postgres);
      await postgres.start();
    }
    await shoppers.sell(20);
    await shoppers.leave();
    expect(shoppers.unknown).toBeGreaterThanOrEqual(rounds.length);
    await street.expectOnce(shoppers.acknowledged);
    expect(await server.stop()).toMatchObject({ code: 0, stderr: '' });
  });
});
