import { newId } from '../../src/kernel/ids';
import { ORDER_CREATED } from '../../src/modules/kitchen';
import { SESSION_REVOKED } from '../../src/modules/identity';
import { RefreshSessionUseCase } from '../../src/modules/identity/use-cases/refresh-session.use-case';
import { Sessions } from '../../src/platform/auth/sessions';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { Kds, type Screen } from '../support/kds';
import { RecordedShop } from '../support/recorded-shop';

const JWT_SECRET = 'one secret for all processes of this spec';

let app: AppDatabase;
let kds: Kds;
let shop: RecordedShop;
let outletId: string;

beforeAll(async () => {
  app = await openAppDatabase();
  kds = await Kds.serve(app.url, {}, { variables: { JWT_SECRET } });
});
afterAll(async () => {
  await kds.close();
  await app.close();
});
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  [outletId] = shop.outletIds;
});

const token = () => kds.token(shop, [outletId]);
const expectOpen = (...screens: Screen[]) =>
  eventually(() => expect(screens.map(({ socket }) => socket.connected)).toEqual(screens.map(() => true)));
const expectRevoked = ({ endings, expiries }: Screen) =>
  eventually(() => {
    expect(endings).toEqual(['auth:expired', 'io server disconnect']);
    expect(expiries).toEqual(['auth.session-revoked']);
  });
const revocations = () =>
  shop.rows<{ stream_id: string; payload: { sessionId: string; reason: string }; actor: object }>(
    'select stream_id, payload, actor from outbox.events where business_id = $1 and type = $2 order by seq',
    [SESSION_REVOKED],
  );

describe('A log-out', () => {
  it('ends all screens of its session, tells them why first, and ends no other', async () => {
    const [mine, another] = [await token(), await token()];
    const neighbour = await RecordedShop.open(app.owner);
    const ended = [kds.screen({ token: mine }), kds.screen({ token: mine })];
    const staying = [
      kds.screen({ token: another }),
      kds.screen({ token: await kds.token(neighbour, [neighbour.outletIds[0]]) }),
    ];
    await expectOpen(...ended, ...staying);
    await kds.logOut(mine);
    await Promise.all(ended.map(expectRevoked));

    // What comes after the log-out in the log is shown to who stays.
    await shop.append(outletId, { type: ORDER_CREATED, payload: { orderId: newId(), items: [] } });
    await eventually(() => expect(staying[0]!.seqs()).toEqual([1]));
    expect(staying.map(({ endings }) => endings)).toEqual([[], []]);
  });

  it('is a fact of the business, once, on the account of who logs out', async () => {
    const mine = await token();
    await kds.logOut(mine);
    await kds.logOut(mine);
    expect(await revocations()).toEqual([
      {
        stream_id: shop.businessId,
        payload: { sessionId: expect.any(String), employeeId: shop.employeeId, reason: 'logged-out' },
        actor: { employeeId: shop.employeeId, role: 'kitchen' },
      },
    ]);
  });

  it('keeps its token from opening a screen ever after', async () => {
    const mine = await token();
    await kds.logOut(mine);
    const screen = kds.screen({ token: mine });
    await eventually(() => expect(screen.endings).toEqual(['auth.session-revoked']));
  });

  it('at another process ends a screen here, also where no nudge tells of it', async () => {
    const other = await Kds.serve(app.url, {}, { variables: { JWT_SECRET } });
    try {
      const mine = await token();
      const screen = kds.screen({ token: mine });
      await expectOpen(screen);
      await other.logOut(mine);
      await expectRevoked(screen);
    } finally {
      await other.close();
    }
  });

  it('that falls between the look at the session and the screen ends the screen all the same', async () => {
    const mine = await token();
    const sessions = kds.app.get(Sessions);
    const isOpen = sessions.isOpen.bind(sessions);
    const looking = jest.spyOn(sessions, 'isOpen').mockImplementation(async (tx, sessionId) => {
      const answer = await isOpen(tx, sessionId);
      await kds.logOut(mine);
      return answer;
    });
    const screen = kds.screen({ token: mine });
    await expectRevoked(screen);
    expect(looking).toHaveBeenCalledTimes(1);
    looking.mockRestore();
  });

  it('is read past whatever else the business has in its log, even what cannot be read', async () => {
    const mine = await token();
    const screen = kds.screen({ token: mine });
    await expectOpen(screen);
    await shop.append(shop.businessId, { type: SESSION_REVOKED, payload: null }, { type: 'a.thing-done', payload: {} });
    await kds.logOut(mine);
    await expectRevoked(screen);
  });
});

it('A session that there never was opens no screen', async () => {
  const mine = await token();
  await shop.rows('delete from identity.refresh_tokens where business_id = $1');
  const screen = kds.screen({ token: mine });
  await eventually(() => expect(screen.endings).toEqual(['auth.session-revoked']));
});

it('A refresh token that comes back after it was used ends the screens of its session, and is a fact', async () => {
  const { refreshToken, accessToken } = await kds.logIn(shop, [outletId]);
  const screen = kds.screen({ token: accessToken });
  await expectOpen(screen);
  const refresh = () => kds.app.get(RefreshSessionUseCase).execute({ refreshToken });
  await refresh();
  await shop.rows(
    `update identity.refresh_tokens set used_at = used_at - interval '1 minute'
      where business_id = $1 and used_at is not null`,
  );
  await expect(refresh()).rejects.toMatchObject({ code: 'auth.refresh-token-reused' });
  await expect(refresh()).rejects.toMatchObject({ code: 'auth.refresh-token-invalid' });
  await expectRevoked(screen);
  expect((await revocations()).map(({ payload }) => payload.reason)).toEqual(['refresh-token-reused']);
});
