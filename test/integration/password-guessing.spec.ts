import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { LogInUseCase } from '../../src/modules/identity/use-cases/log-in.use-case';
import { describeWithService } from '../support/describe-with-service';
import { startIdentity } from '../support/identity-app';
import { PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const NO_REDIS = 'redis://127.0.0.1:1';

let database: TestDatabase;
let staff: Staff;
let business: string;
const started: INestApplicationContext[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  staff = await Staff.connect(database.ownerUrl);
  business = await staff.openBusiness();
});

afterAll(async () => {
  await Promise.all(started.map((app) => app.close()));
  await staff?.close();
});

/** A process that answers log-ins. */
async function startProcess(variables: NodeJS.ProcessEnv = {}) {
  const app = await startIdentity(database.ownerUrl, variables);
  started.push(app);
  const logIn = app.get(LogInUseCase);
  return (email: string, password: string, address: string): Promise<string> =>
    logIn.execute({ email, password, address }).then(
      () => 'signed in',
      ({ code }: { code: string }) => code,
    );
}

const WRONG = 'auth.credentials-invalid';
const BLOCKED = 'auth.too-many-attempts';

const count = (answers: string[]) => ({
  wrong: answers.filter((answer) => answer === WRONG).length,
  blocked: answers.filter((answer) => answer === BLOCKED).length,
});

const newAddress = () => `2001:db8:${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}::1`;

describe.each([
  ['without Redis', {}],
  ['while Redis is away', { REDIS_URL: NO_REDIS }],
])('guessing passwords %s', (_, variables) => {
  let tryToLogIn: Awaited<ReturnType<typeof startProcess>>;

  beforeAll(async () => {
    tryToLogIn = await startProcess(variables);
  });

  it('counts fifty guesses at once as fifty: ten are judged', async () => {
    const { email } = await staff.hire(business);
    const address = newAddress();
    const answers = await Promise.all(Array.from({ length: 50 }, (__, n) => tryToLogIn(email, `guess ${n}`, address)));
    expect(count(answers)).toEqual({ wrong: 10, blocked: 40 });
    expect(await tryToLogIn(email, PASSWORD, newAddress())).toBe(BLOCKED);
  });

  it('gives back what was right', async () => {
    const { email } = await staff.hire(business);
    const address = newAddress();
    for (let time = 0; time < 7; time++) expect(await tryToLogIn(email, PASSWORD, address)).toBe('signed in');
  });

  it('counts the failures of an address over all e-mails', async () => {
    const address = newAddress();
    const guess = (n: number) => tryToLogIn(`nobody-${n}@uji.test`, PASSWORD, address);
    for (let n = 0; n < 50; n += 10) {
      const answers = await Promise.all(Array.from({ length: 10 }, (__, i) => guess(n + i)));
      expect(count(answers).wrong).toBe(10);
    }
    expect(await guess(50)).toBe(BLOCKED);
    const { email } = await staff.hire(business);
    expect(await tryToLogIn(email, PASSWORD, address)).toBe(BLOCKED);
    expect(await tryToLogIn(email, PASSWORD, newAddress())).toBe('signed in');
  });

  it('does not lock a shop out because one of its tills insists', async () => {
    const { email } = await staff.hire(business);
    const shop = newAddress();
    for (let n = 0; n < 60; n++) await tryToLogIn('forgetful@uji.test', 'guess', shop);
    expect(await tryToLogIn(email, PASSWORD, shop)).toBe('signed in');
  });
});

describeWithService('redis', 'guessing passwords at two processes with one Redis', (url) => {
  it('is counted once for both', async () => {
    const processes = [await startProcess({ REDIS_URL: url }), await startProcess({ REDIS_URL: url })];
    const { email } = await staff.hire(business);
    await untilShared(processes);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => processes[n % 2]!(email, `guess ${n}`, newAddress())),
    );
    expect(count(answers)).toEqual({ wrong: 10, blocked: 40 });
  });

  /** A client that has only just been made counts for itself. */
  async function untilShared(processes: Awaited<ReturnType<typeof startProcess>>[]): Promise<void> {
    for (;;) {
      const email = `${randomUUID()}@uji.test`;
      for (let n = 0; n < 10; n++) await processes[0]!(email, 'guess', newAddress());
      if ((await processes[1]!(email, 'guess', newAddress())) === BLOCKED) return;
    }
  }
});
