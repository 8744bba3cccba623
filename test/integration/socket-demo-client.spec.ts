import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { SESSION_REVOKED } from '../../src/modules/identity';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { eventually } from '../support/eventually';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

jest.setTimeout(120_000);

const CLIENT = join(__dirname, '../../examples/kds-client/client.mjs');
const { businessId, outlets, products, employees } = KOPI_SENJA;
const COFFEE = { items: [{ productId: products.kopiSusu, quantity: '1' }] };

/** The demo client as somebody starts it on a terminal. */
describe('The demo screen', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-kds-client-'));
  const file = join(folder, 'orders.log');
  const running: ChildProcess[] = [];
  let app: ServedApp;
  let till: Till;
  let selling: Promise<void> | undefined;

  beforeAll(async () => {
    app = await ServedApp.start();
    till = await Till.open(await app.logIn('cashier@kopisenja.test'), { outletId: outlets.jkt1 });
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
    await app?.expectSoundBooks();
    await app?.stop();
  });

  function start(): ChildProcess {
    const child = spawn(process.execPath, [CLIENT], {
      env: {
        PATH: process.env.PATH,
        TILLBOOK_URL: app.url,
        EMAIL: 'kitchen@kopisenja.test',
        PASSWORD: 'tillbook-demo',
        OUTLET_ID: outlets.jkt1,
        ORDERS_FILE: file,
      },
      stdio: 'ignore',
    });
    running.push(child);
    return child;
  }
  async function kill(child: ChildProcess): Promise<void> {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const shown = () =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .trimEnd()
          .split('\n')
          .map((line) => parseInt(line))
          .slice(1)
      : [];
  const expectShown = (atLeast: number) =>
    eventually(() => expect(shown().length).toBeGreaterThanOrEqual(atLeast), 20_000);
  const sell = async (count: number) => {
    for (let sale = 0; sale < count; sale++) expect((await till.sell(COFFEE)).status).toBe(201);
  };
  const logged = async () => {
    const { rows } = await app.owner.query<{ seq: number }>(
      `select seq::int from outbox.events where stream_id = $1 and type like 'kitchen.%' order by seq`,
      [outlets.jkt1],
    );
    return rows.map(({ seq }) => seq);
  };
  const expectAllShown = (orders: number) =>
    eventually(async () => {
      const seqs = await logged();
      expect(seqs).toHaveLength(orders);
      expect(shown()).toEqual(seqs);
    }, 20_000);
  const sessions = async () => {
    const { rows } = await app.owner.query<{ id: string }>(
      `select distinct family_id as id from identity.refresh_tokens where employee_id = $1 and revoked_at is null`,
      [employees.kitchen],
    );
    return rows.map(({ id }) => id);
  };

  it('shows every order once, though it is killed again and again while they come', async () => {
    let screen = start();
    await eventually(() => expect(readFileSync(file, 'utf8')).toMatch(/^\d+ from here on\n/), 20_000);
    selling = sell(60);
    for (const enough of [5, 15, 25]) {
      await expectShown(enough);
      await kill(screen);
      screen = start();
    }
    await selling;
    await expectAllShown(60);
  });

  it('goes on with the next token when its own has ended, without a password', async () => {
    const before = await sessions();
    // Told that it has lost its right, though it has not: it can refresh.
    for (const sessionId of before) await append({ sessionId, employeeId: employees.kitchen, reason: 'logged-out' });
    await eventually(async () => expect(await refreshes()).toBe(1));
    await sell(5);
    await expectAllShown(65);
    expect(await sessions()).toEqual(before);
  });

  it('logs in anew when its session was ended, and has missed nothing meanwhile', async () => {
    const [before] = (await sessions()).slice(-1);
    selling = sell(20);
    for (const sessionId of await sessions()) await logOut(sessionId);
    await selling;
    await expectAllShown(85);
    await eventually(async () => expect(await sessions()).toHaveLength(1));
    expect(await sessions()).not.toContain(before);
  });

  async function append(payload: object): Promise<void> {
    const event = {
      eventId: newId(),
      type: SESSION_REVOKED,
      version: 1,
      payload,
      occurredAt: new Date(),
      actor: { employeeId: employees.owner, role: 'owner' },
      correlationId: 'test',
    };
    await app.owner.query('select outbox.append($1, $1, $2)', [businessId, JSON.stringify([event])]);
  }
  async function refreshes(): Promise<number> {
    const { rows } = await app.owner.query<{ count: number }>(
      'select count(*)::int as count from identity.refresh_tokens where employee_id = $1 and used_at is not null',
      [employees.kitchen],
    );
    return rows[0]!.count;
  }
  async function logOut(sessionId: string): Promise<void> {
    const token = await new AccessTokens(app.secret).issue({
      businessId,
      employeeId: employees.kitchen,
      role: 'kitchen',
      outletIds: [outlets.jkt1],
      outletId: outlets.jkt1,
      sessionId,
    });
    expect((await app.client(token).post('/auth/logout', undefined)).status).toBe(204);
  }
});
