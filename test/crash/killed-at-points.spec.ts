import { seededRandom } from '../../bench/random';
import { failing, type Point } from '../support/crash-points/faults';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, type Counter, Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const LISTENERS = ['kitchen', 'loyalty', 'recipes', 'stock-levels', 'audit'] as const;

const POINTS_OF_A_BATCH: readonly Point[] = [
  ...LISTENERS.flatMap((listener): Point[] => [`before ${listener}`, `after ${listener}`]),
  'before the commit of a batch',
  'after the commit of a batch',
];

describe(`A server killed at a point that it names, seed ${SEED},`, () => {
  const acknowledged: Acknowledged[] = [];
  let street: StreetOfServers;
  let api: ServerProcess;
  let counters: Counter[];

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    api = await street.start({ APP_ROLE: 'api' });
    counters = await openStreet(
      street.client(() => api),
      seededRandom(SEED),
    );
  });
  afterAll(() => street?.clear());

  it('in a batch of a listener, leaves the log to the next, which goes on where it was', async () => {
    const choices = new Choices('in a batch');
    const points = Array.from({ length: SCALE }, () => choices.shuffled(POINTS_OF_A_BATCH)).flat();
    const shoppers = new Shoppers(counters, { clients: 4, pauseMs: 80 });
    const killed = points.map((at) => {
      // The kitchen takes what there is; several events at once may be long in coming.
      const events = at.endsWith('kitchen') ? 1 : choices.oneOf([1, 2]);
      return failing({ at, does: 'die', events, nth: events > 1 ? 1 : choices.between(1, 4) });
    });
    let worker = await street.start({ APP_ROLE: 'worker', ...killed[0] });
    for (const next of [...killed.slice(1), {}]) {
      const successor = street.start({ APP_ROLE: 'worker', ...next });
      await street.expectDeath(worker);
      worker = await successor;
    }
    await shoppers.leave();
    acknowledged.push(...shoppers.acknowledged);
    await street.expectOnce(acknowledged);
    await worker.stop();
  });

  it('between the commit of a sale and its nudge, has lost nothing of what follows', async () => {
    const choices = new Choices('before the nudge');
    const rounds = 3 * SCALE;
    const toDie = () => failing({ at: 'before the nudge', does: 'die', nth: choices.between(1, 30) });
    await api.stop();
    api = await street.start(toDie());
    let comesBack: Promise<unknown> = Promise.resolve();
    const shoppers = new Shoppers(counters, { pauseMs: 40, comesBack: () => comesBack });
    for (let round = 1; round <= rounds; round++) {
      const next = round < rounds ? toDie() : {};
      comesBack = api.ended.then(async () => (api = await street.start(next)));
      await street.expectDeath(api);
      await comesBack;
    }
    await shoppers.sell(1);
    await shoppers.leave();
    expect(shoppers.unknown).toBeGreaterThanOrEqual(rounds);
    acknowledged.push(...shoppers.acknowledged);
    await street.expectOnce(acknowledged);
  });
});
