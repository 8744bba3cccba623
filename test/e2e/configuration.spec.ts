import { randomBytes } from 'node:crypto';
import { ServerProcess } from '../support/server-process';
import { expectSoundBooks } from '../support/sound-books';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const BAD_CONFIGURATION = 78; // EX_CONFIG of sysexits.h

describe('A process with a configuration that it cannot use', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    await expectSoundBooks(database.ownerUrl);
  });

  const sound = () => ({ DATABASE_URL: database.ownerUrl, JWT_SECRET: randomBytes(32).toString('hex') });
  const ending = (variables: NodeJS.ProcessEnv) => ServerProcess.spawn(variables).ended;

  it('names every problem at once, and ends', async () => {
    const { code, stdout, stderr } = await ending({
      NODE_ENV: 'staging',
      APP_ROLE: 'both',
      PORT: '70000',
      DATABASE_URL: 'somewhere',
      JWT_SECRET: 'short',
      DEMO_MODE: 'perhaps',
      DATABASE_POOL_MAX: '1',
      LOG_LEVEL: 'loud',
    });
    expect([code, stdout]).toEqual([BAD_CONFIGURATION, '']);
    const named = stderr.split('\n').flatMap((line) => /^([A-Z_]+): \S/.exec(line)?.[1] ?? []);
    expect(named.toSorted()).toEqual([
      'APP_ROLE',
      'DATABASE_POOL_MAX',
      'DATABASE_URL',
      'DEMO_MODE',
      'JWT_SECRET',
      'LOG_LEVEL',
      'NODE_ENV',
      'PORT',
    ]);
    expect(stderr).not.toMatch(/\bshort\b|\n\s+at /);
  });

  it.each<[string, () => NodeJS.ProcessEnv, string[]]>([
    ['without a database and a secret', () => ({}), ['DATABASE_URL', 'JWT_SECRET']],
    ['with an empty secret', () => ({ DATABASE_URL: database.ownerUrl, JWT_SECRET: '' }), ['JWT_SECRET']],
    ['with its demo, whose log-ins everybody knows', () => ({ ...sound(), DEMO_MODE: 'true' }), ['DEMO_MODE']],
    ['with a provider that takes no money', () => ({ ...sound(), PAYMENT_PROVIDER: 'sandbox' }), ['PAYMENT_PROVIDER']],
    [
      'with a provider whose keys are missing',
      () => ({ ...sound(), PAYMENT_PROVIDER: 'xendit' }),
      ['XENDIT_SECRET_KEY', 'XENDIT_WEBHOOK_TOKEN'],
    ],
    ['with one whose key is missing', () => ({ ...sound(), PAYMENT_PROVIDER: 'midtrans' }), ['MIDTRANS_SERVER_KEY']],
  ])('does not go into production %s', async (_, variables, problems) => {
    const { code, stderr } = await ending({ NODE_ENV: 'production', ...variables() });
    expect(code).toBe(BAD_CONFIGURATION);
    expect(stderr.match(/^[A-Z_]+(?=: )/gm)).toEqual(problems);
  });
});
