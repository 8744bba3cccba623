import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from '../support/client';
import { enrollAt } from '../support/enrolled-till';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';

const outletId = KOPI_SENJA.outlets.jkt1;

let app: ServedApp;
let manager: Client;

beforeAll(async () => {
  app = await ServedApp.start();
  manager = await app.logIn('manager@kopisenja.test', outletId);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const by = (token: string) => ({ headers: { authorization: `Device ${token}` } });
const ask = (token: string, path = '/sync/changes') => app.client().send('GET', path, by(token));

describe('A till with a token of its own', () => {
  it('reads the catalog, until it is revoked', async () => {
    const { deviceId, token } = await enrollAt(manager, outletId);
    const { status, body } = await ask(token);
    expect([status, body.data.length > 10]).toEqual([200, true]);
    expect((await manager.post(`/devices/${deviceId}/revoke`, undefined)).body.revokedAt).toEqual(expect.any(String));
    expect(await ask(token)).toMatchObject({ status: 401, body: { code: 'auth.device-token-invalid' } });
  });

  it('is told of promotions too, as their list tells them', async () => {
    const { token } = await enrollAt(manager, outletId);
    const since = (await ask(token)).body.page.nextCursor;
    const gives = { kind: 'buy_x_get_y', buy: { quantity: 2 }, get: { quantity: 1 } };
    const { promotionId, uses, version, ...value } = (await manager.post('/promotions', { name: 'Tiga dua', gives }))
      .body;
    const told = { kind: 'promotion', id: promotionId, deleted: false, value, revision: expect.any(Number) };
    expect((await manager.get('/sync/changes', { since })).body.data).toEqual([told]);
    expect([uses, version]).toEqual([0, 1]);
  });

  it('goes on where it was, and an employee may ask the same', async () => {
    const { token } = await enrollAt(manager, outletId);
    const since = (await ask(token)).body.page.nextCursor;
    expect((await manager.get('/sync/changes', { since })).body).toEqual({
      data: [],
      page: { nextCursor: since, hasMore: false },
    });
  });

  it('is nobody where an employee is asked for', async () => {
    const { token } = await enrollAt(manager, outletId);
    const refusals = await Refusals.from(app);
    for (const path of ['/products', `/devices?outletId=${outletId}`, '/auth/me']) {
      await refusals.expect(ask(token, path), 401, 'auth.token-missing');
      const bearer = { headers: { authorization: `Bearer ${token}` } };
      await refusals.expect(app.client().send('GET', path, bearer), 401, 'auth.token-invalid');
    }
  });
});

it.each(['kopi', Buffer.from('["1","","x","1"]').toString('base64url'), Buffer.from('[]').toString('base64url')])(
  'The catalog has not changed since %s',
  async (since) => {
    const reply = await manager.get('/sync/changes', { since });
    expect(reply).toMatchObject({ status: 400, body: { code: 'request.cursor-invalid' } });
  },
);
