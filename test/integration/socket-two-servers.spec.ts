import { seededRandom } from '../../bench/random';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { openScreen, type Screen } from '../support/screen';
import type { ServerProcess } from '../support/server-process';
import { type Acknowledged, Shoppers } from '../support/shoppers';
import { openStreet } from '../support/street';
import { StreetOfServers } from '../support/street-of-servers';

jest.setTimeout(120_000);

const { jkt1 } = KOPI_SENJA.outlets;
const SEED = 21;

/** Two processes that know of each other by the database alone; sockets have nothing else that they share. */
describe(`Screens at two servers (seed ${SEED})`, () => {
  const acknowledged: Acknowledged[] = [];
  const screens: Screen[] = [];
  let street: StreetOfServers;
  let here: ServerProcess;
  let there: ServerProcess;
  let shoppers: Shoppers;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    [here, there] = await Promise.all([street.start(), street.start()]);
    const counters = await openStreet(
      street.client(() => there),
      seededRandom(SEED),
    );
    shoppers = new Shoppers(counters, { clients: 3 });
  });
  afterAll(async () => {
    for (const { socket } of screens) socket.disconnect();
    await street?.clear();
  });

  const logIn = async (): Promise<Client> => street.client(() => here).logIn('kitchen@kopisenja.test', jkt1);
  const screenAt = async (server: ServerProcess, auth: Record<string, unknown>): Promise<Screen> => {
    const screen = openScreen(server.url, auth);
    screens.push(screen);
    await eventually(() => expect(screen.socket.connected).toBe(true));
    return screen;
  };

  it('are shown everything once and in order by one that sees the first part and another that goes on at the other server', async () => {
    const { token } = await logIn();
    const first = await screenAt(here, { token, after: 0 });
    await shoppers.sell(15);
    await eventually(() => expect(first.frames.length).toBeGreaterThan(3));
    first.socket.disconnect();
    const second = await screenAt(there, { token, after: first.seqs().at(-1) });
    await shoppers.sell(15);
    await eventually(() => expect(second.frames.length).toBeGreaterThan(3));
    second.socket.disconnect();
    const third = await screenAt(here, { token, after: second.seqs().at(-1) });
    await shoppers.sell(15);
    await expectAllShown(() => [...first.frames, ...second.frames, ...third.frames]);
  });

  it('that send one command at once have it done once', async () => {
    const { token } = await logIn();
    const [one, other] = await Promise.all([screenAt(here, { token }), screenAt(there, { token })]);
    const { rows } = await street.owner.query('select id from kitchen.orders where outlet_id = $1 limit 1', [jkt1]);
    const command = { commandId: newId(), orderId: rows[0].id };
    const answers = await Promise.all(
      [1, 2, 3].flatMap(() => [one, other].map(({ ask }) => ask('order:bump', command))),
    );
    expect(answers.filter(({ replayed }) => replayed === false)).toHaveLength(1);
    expect(new Set(answers.map(({ order }) => JSON.stringify(order))).size).toBe(1);
    const shown = ({ frames }: Screen) => frames.filter(({ newStatus }) => newStatus === 'preparing').length;
    await eventually(() => expect([shown(one), shown(other)]).toEqual([1, 1]));
  });

  it('end at both when their session does', async () => {
    const [mine, another] = [await logIn(), await logIn()];
    const ending = [await screenAt(here, { token: mine.token }), await screenAt(there, { token: mine.token })];
    const staying = await screenAt(there, { token: another.token });
    expect((await mine.post('/auth/logout', undefined)).status).toBe(204);
    for (const { expiries } of ending) await eventually(() => expect(expiries).toEqual(['auth.session-revoked']));
    expect([staying.socket.connected, staying.expiries]).toEqual([true, []]);
  });

  it('miss nothing and are shown nothing twice when their server is killed and they go on at the other', async () => {
    const { token } = await logIn();
    const first = await screenAt(here, { token, after: 0 });
    await shoppers.sell(10);
    await eventually(() => expect(first.frames.length).toBeGreaterThan(3));
    await here.kill();
    await eventually(() => expect(first.endings).toEqual(['transport close']));
    await shoppers.sell(10);
    const second = await screenAt(there, { token, after: first.seqs().at(-1) });
    await shoppers.sell(10);
    await shoppers.leave();
    acknowledged.push(...shoppers.acknowledged);
    await expectAllShown(() => [...first.frames, ...second.frames]);
  });

  it('leave every effect there once', () => street.expectOnce(acknowledged));

  /** What the log has for the kitchen's screens, by its numbers. */
  async function expectAllShown(shown: () => { seq: number; eventId: string }[]): Promise<void> {
    await eventually(async () => {
      const { rows } = await street.owner.query(
        `select seq::int, event_id as "eventId" from outbox.events
          where stream_id = $1 and type like 'kitchen.%' order by seq`,
        [jkt1],
      );
      const seen = shown().slice(0, rows.length);
      expect(rows.length).toBeGreaterThan(10);
      expect(seen.map(({ seq, eventId }) => ({ seq, eventId }))).toEqual(rows.slice(0, seen.length));
      expect(seen).toHaveLength(rows.length);
    }, 30_000);
  }
});
