import { createHmac, createSecretKey, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

interface Claims {
  readonly [claim: string]: unknown;
}

const HEADER = { alg: 'HS256', typ: 'at+jwt' };

let app: ServedApp;
let cashier: Client;
let till: Till;
let refusals: Refusals;
let session: { accessToken: string; refreshToken: string };

beforeAll(async () => {
  app = await ServedApp.start();
  const login = { email: 'cashier@kopisenja.test', password: 'tillbook-demo' };
  session = (await app.client().post('/auth/login', login)).body;
  cashier = app.client(session.accessToken);
  till = await Till.open(cashier, { outletId: KOPI_SENJA.outlets.jkt1 });
  refusals = await Refusals.from(app);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const payloadOf = (token: string): Claims => JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString());

/** A token as the server signs them, with other claims, another header or another key. */
function sign(claims: Claims = {}, { header = {}, secret = app.secret, lifetime = '15m' } = {}): Promise<string> {
  return new SignJWT({ ...payloadOf(session.accessToken), ...claims })
    .setProtectedHeader({ ...HEADER, ...header })
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(createSecretKey(Buffer.from(secret)));
}

function signedByHand(header: object, payload: object, algorithm: string, secret: string): string {
  const text = `${base64(header)}.${base64(payload)}`;
  return `${text}.${createHmac(algorithm, secret).update(text).digest('base64url')}`;
}

const coffee = { items: [{ productId: KOPI_SENJA.products.kopiSusu, quantity: '1' }] };

describe('Nobody sells with', () => {
  it.each<[string, () => string | Promise<string>, string]>([
    ['a token that has expired', () => sign({}, { lifetime: '1s ago' }), 'auth.token-expired'],
    ['a token of another key', () => sign({}, { secret: 'x'.repeat(64) }), 'auth.token-invalid'],
    ['a token of another algorithm', () => sign({}, { header: { alg: 'HS512' } }), 'auth.token-invalid'],
    ['a token of another type', () => sign({}, { header: { typ: 'JWT' } }), 'auth.token-invalid'],
    ['a token for another audience', () => sign({ aud: 'somebody-else' }), 'auth.token-invalid'],
    ['a token of another issuer', () => sign({ iss: 'somebody-else' }), 'auth.token-invalid'],
    ['a role that there is not', () => sign({ role: 'root' }), 'auth.token-invalid'],
    [
      'an unsigned token',
      () => `${base64({ ...HEADER, alg: 'none' })}.${session.accessToken.split('.')[1]}.`,
      'auth.token-invalid',
    ],
    [
      'an unsigned token that keeps its signature',
      () => [base64({ ...HEADER, alg: 'none' }), ...session.accessToken.split('.').slice(1)].join('.'),
      'auth.token-invalid',
    ],
    [
      'a promotion',
      () => {
        const [header, , signature] = session.accessToken.split('.');
        return [header, base64({ ...payloadOf(session.accessToken), role: 'owner' }), signature].join('.');
      },
      'auth.token-invalid',
    ],
    [
      'a key that the token names itself',
      () => signedByHand({ ...HEADER, kid: '/dev/null' }, payloadOf(session.accessToken), 'sha256', ''),
      'auth.token-invalid',
    ],
    ['the refresh token', () => session.refreshToken, 'auth.token-invalid'],
    [
      'a token that never ends',
      () => signedByHand(HEADER, { ...payloadOf(session.accessToken), exp: undefined }, 'sha256', app.secret),
      'auth.token-invalid',
    ],
    ['a token as long as a book', () => 'a'.repeat(12_000), 'auth.token-invalid'],
    ['no token', () => '', 'auth.token-missing'],
  ])('%s', async (_, token, code) => {
    const impostor = app.client(await token());
    await refusals.expect(impostor.post('/pos/transactions', till.body(coffee)), 401, code);
    const screen = app.screen({ token: impostor.token });
    await new Promise((refused) => screen.socket.once('connect_error', refused));
    expect(screen.endings).toEqual([code]);
  });

  it('a user name in place of a token', async () => {
    const headers = { authorization: 'Basic b3duZXI6dGlsbGJvb2stZGVtbw==' };
    await refusals.expect(
      app.client().post('/pos/transactions', till.body(coffee), { headers }),
      401,
      'auth.token-missing',
    );
  });

  it('the token of a cashier of another business', async () => {
    const neighbour = await app.logIn('cashier@tokomaju.test');
    const sale = (facts: object) => neighbour.post('/pos/transactions', till.body({ ...coffee, ...facts }));
    await refusals.expect(sale({}), 404, 'identity.outlet-not-found');
    await refusals.expect(sale({ outletId: TOKO_MAJU.outlets.bdg1 }), 404, 'catalog.product-not-found');
  });

  it('an outlet of another business in a token of their own', async () => {
    // What only who holds the key could do; the composite keys of the database stand behind it.
    const strange = app.client(await sign({ outletIds: [TOKO_MAJU.outlets.bdg1] }));
    const sale = till.body({ ...coffee, outletId: TOKO_MAJU.outlets.bdg1 });
    await refusals.expect(strange.post('/pos/transactions', sale), 404, 'identity.outlet-not-found');
  });
});

it('A refresh token works once, and its session ends when it comes back', async () => {
  const refresh = (refreshToken: string) => app.client().post('/auth/refresh', { refreshToken });
  const next = await refresh(session.refreshToken);
  expect(next.status).toBe(200);
  expect((await refresh(session.refreshToken)).body.code).toBe('auth.refresh-token-spent');
  for (const token of ['x', session.accessToken.slice(0, 200), `${newId()}.${newId()}.${'A'.repeat(43)}`]) {
    expect(await refresh(token)).toMatchObject({ status: 401, body: { code: 'auth.refresh-token-invalid' } });
  }
});

describe('Guessing', () => {
  const guess = (email: string, password: string) => app.client().post('/auth/login', { email, password });

  it('ends after ten wrong passwords, however many come at once', async () => {
    const email = `${randomUUID()}@kopisenja.test`;
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => guess(email, `guess ${index}`)));
    const codes = answers.map(({ status, body }) => `${status} ${body.code}`).toSorted();
    expect(codes).toEqual([
      ...Array<string>(10).fill('401 auth.credentials-invalid'),
      ...Array<string>(10).fill('429 auth.too-many-attempts'),
    ]);
    for (const { headers } of answers.filter(({ status }) => status === 429)) {
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await refusals.expectNothingWritten();
  });

  it('does not keep out who knows another password', async () => {
    expect((await guess('manager@kopisenja.test', 'tillbook-demo')).status).toBe(200);
  });

  it('at the outlet of somebody else is refused', async () => {
    const body = { email: 'cashier@kopisenja.test', password: 'tillbook-demo', outletId: TOKO_MAJU.outlets.bdg1 };
    await refusals.expect(app.client().post('/auth/login', body), 403, 'identity.outlet-forbidden');
  });
});
