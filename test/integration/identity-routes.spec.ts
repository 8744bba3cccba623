import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FAILURES_PER_ACCOUNT } from '../../src/platform/auth/attempt-limits';
import { serveIdentity } from '../support/identity-app';
import { type Hired, PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('the routes of identity', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: NestFastifyApplication;
  let sari: Hired;
  let outlets: string[];

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await serveIdentity(database.ownerUrl);
    const business = await staff.openBusiness();
    outlets = [];
    for (const code of ['BDG1', 'JKT1', 'MKS1', 'SBY1']) outlets.push(await staff.openOutlet(business, code));
    sari = await staff.hire(business, { outletIds: outlets.slice(0, 3) });
  });

  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  async function call(method: 'GET' | 'POST', url: string, { token, body }: { token?: string; body?: object } = {}) {
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      headers: token ? { authorization: `Bearer ${token}` } : {},
      ...(body ? { payload: body } : {}),
    });
    const json = answer.body === '' ? undefined : (answer.json() as Record<string, any>);
    return { status: answer.statusCode, headers: answer.headers, json };
  }

  const logIn = (body: object = {}) =>
    call('POST', '/auth/login', { body: { email: sari.email, password: PASSWORD, ...body } });

  it('lead through a session', async () => {
    const signedIn = await logIn({ outletId: outlets[1] });
    expect(signedIn).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'no-store' },
      json: { expiresIn: 900, user: { userId: sari.employeeId, outletId: outlets[1], role: 'cashier', name: 'Sari' } },
    });

    const refreshed = await call('POST', '/auth/refresh', { body: { refreshToken: signedIn.json!.refreshToken } });
    expect(refreshed).toMatchObject({ status: 200, json: { user: signedIn.json!.user } });

    const token: string = refreshed.json!.accessToken;
    expect(await call('GET', '/auth/me', { token })).toMatchObject({ status: 200, json: signedIn.json!.user });
    expect(await call('POST', '/auth/logout', { token })).toMatchObject({ status: 204, json: undefined });
    expect(await call('POST', '/auth/refresh', { body: { refreshToken: refreshed.json!.refreshToken } })).toMatchObject(
      {
        status: 401,
        json: { code: 'auth.refresh-token-invalid' },
      },
    );
  });

  it('take the refresh token at the log-out too', async () => {
    const { json } = await logIn();
    const { accessToken: token, refreshToken } = json!;
    expect(await call('POST', '/auth/logout', { token, body: { refreshToken } })).toMatchObject({ status: 204 });
    expect(await call('POST', '/auth/logout', { token, body: {} })).toMatchObject({ status: 204 });
  });

  it('answer a wrong password and an unknown e-mail with one body', async () => {
    const bodies = await Promise.all(
      [{ password: 'kopi susu' }, { email: 'nobody@uji.test' }].map(async (body) => {
        const { status, json } = await logIn(body);
        expect(status).toBe(401);
        return { ...json, requestId: null };
      }),
    );
    expect(bodies[0]).toMatchObject({ code: 'auth.credentials-invalid', title: 'Not signed in' });
    expect(bodies[1]).toEqual(bodies[0]);
  });

  it('say when to come back to whoever guesses', async () => {
    const { email } = await staff.hire(sari.businessId);
    const answers = await Promise.all(
      Array.from({ length: FAILURES_PER_ACCOUNT + 3 }, () => logIn({ email, password: 'kopi susu' })),
    );
    const blocked = answers.filter(({ status }) => status === 429);
    expect(blocked).toHaveLength(3);
    for (const { headers, json } of blocked) {
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
      expect(json).toMatchObject({ code: 'auth.too-many-attempts' });
    }
  });

  it.each([
    ['no e-mail', { email: 'kopi' }],
    ['no password', { password: '' }],
    ['an outlet that is no id', { outletId: 'JKT1' }],
    ['a field that nobody knows', { role: 'owner' }],
  ])('refuse a log-in with %s', async (_, body) => {
    expect(await logIn(body)).toMatchObject({ status: 422, json: { code: 'request.invalid' } });
  });

  it('refuse an outlet where the employee does not work', async () => {
    expect(await logIn({ outletId: outlets[3] })).toMatchObject({
      status: 403,
      json: { code: 'identity.outlet-forbidden' },
    });
  });

  it('list the assigned outlets page by page', async () => {
    const token: string = (await logIn()).json!.accessToken;
    const first = await call('GET', '/outlets?limit=2', { token });
    expect(first).toMatchObject({ status: 200, json: { page: { hasMore: true } } });
    expect(first.json!.data[0]).toEqual({
      id: outlets[0],
      code: 'BDG1',
      name: 'BDG1',
      address: '',
      timeZone: 'Asia/Jakarta',
      dayStartsAt: '00:00',
      serviceChargeBps: 0,
      serviceChargeBase: 'post_discount',
      serviceChargeTaxable: true,
      cashRoundingStep: 1,
      cashRoundingDirection: 'nearest',
      active: true,
    });
    const second = await call('GET', `/outlets?limit=2&cursor=${first.json!.page.nextCursor}`, { token });
    expect(second.json).toMatchObject({ data: [{ code: 'MKS1' }], page: { hasMore: false, nextCursor: null } });
    expect(await call('GET', '/outlets?cursor=kopi', { token })).toMatchObject({
      status: 400,
      json: { code: 'request.cursor-invalid' },
    });
  });

  it('need a token where they are not public', async () => {
    for (const [method, url] of [
      ['GET', '/auth/me'],
      ['POST', '/auth/logout'],
      ['GET', '/outlets'],
    ] as const) {
      expect(await call(method, url)).toMatchObject({ status: 401, json: { code: 'auth.token-missing' } });
      expect(await call(method, url, { token: 'forged' })).toMatchObject({
        status: 401,
        json: { code: 'auth.token-invalid' },
      });
    }
  });

  it('tell an employee who has left that the session is over', async () => {
    const gone = await staff.hire(sari.businessId);
    const token: string = (await logIn({ email: gone.email })).json!.accessToken;
    await staff.dismiss(gone);
    expect(await call('GET', '/auth/me', { token })).toMatchObject({
      status: 401,
      json: { code: 'auth.session-ended' },
    });
  });

  it('are described', async () => {
    const { statusCode, body } = await app.inject({ method: 'GET', url: '/openapi.json' });
    expect(statusCode).toBe(200);
    const { paths, components } = JSON.parse(body) as { paths: Record<string, any>; components: { schemas: object } };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['login', 'refresh', 'logout', 'me'].map((name) => `/api/v1/auth/${name}`)),
    );
    expect(Object.keys(components.schemas)).toEqual(
      expect.arrayContaining(['LogIn', 'SignedIn', 'SessionUser', 'Outlet']),
    );
    expect(paths['/api/v1/auth/login'].post.requestBody).toBeDefined();
  });
});
