import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { runCli } from '../support/cli-process';
import { ERROR, FINE, FOUND, OperatedApp } from '../support/operated-app';

const { businessId, outlets } = KOPI_SENJA;

jest.setTimeout(120_000); // each command is a process, which compiles itself

let operated: OperatedApp;

beforeAll(async () => {
  operated = await OperatedApp.start();
});
afterAll(() => operated?.stop());

const cli = (...args: string[]) => operated.cli(...args);
const read = (...args: string[]) => operated.read(...args);

describe('outbox verify', () => {
  it('ends well where every event follows from the one before it', async () => {
    const [table, { code, ofCafe }] = await Promise.all([cli('outbox', 'verify'), read('outbox', 'verify')]);
    expect([table.code, table.stderr, code]).toEqual([FINE, '', FINE]);
    expect(table.stdout).toMatch(/^JKT1 +\d+ {2}holds$/m);
    expect(ofCafe.sound).toBe(true);
  });

  it('finds the first row that was forged, and names it', async () => {
    await operated.forge(
      `update outbox.events set payload = payload || '{"x": 1}' where stream_id = '${outlets.jkt1}' and seq >= 3`,
    );
    const [table, { code, ofCafe }] = await Promise.all([cli('outbox', 'verify'), read('outbox', 'verify')]);
    await operated.forge(
      `update outbox.events set payload = payload - 'x' where stream_id = '${outlets.jkt1}' and seq >= 3`,
    );
    expect([table.code, code]).toEqual([FOUND, FOUND]);
    expect(table.stdout).toMatch(/^JKT1 +\d+ {2}breaks at 3: altered$/m);
    expect(ofCafe).toMatchObject({ sound: false });
    expect(ofCafe.streams).toContainEqual(
      expect.objectContaining({ streamId: outlets.jkt1, breach: { seq: 3, kind: 'altered' } }),
    );
  });
});

describe('invariants', () => {
  it('ends well where the books are sound, also when everything has followed', async () => {
    await operated.app.expectSoundBooks();
    const [table, quiet] = await Promise.all([cli('invariants'), read('invariants', '--quiet')]);
    expect([table.code, table.stderr, quiet.code]).toEqual([FINE, '', FINE]);
    expect(table.stdout).toContain(`Kopi Senja  ${businessId}\nsound\n`);
    expect(quiet.ofCafe).toMatchObject({ sound: true, broken: [] });
  });

  it('finds what must never be, of the business where it is', async () => {
    const [id, points] = ['customers.points-are-their-entries', `where business_id = '${businessId}'`];
    await operated.forge(`update customers.customers set points = points + 7 ${points}`);
    const [table, { code, document, ofCafe }] = await Promise.all([cli('invariants'), read('invariants')]);
    await operated.forge(`update customers.customers set points = points - 7 ${points}`);
    expect([table.code, code]).toEqual([FOUND, FOUND]);
    expect(table.stdout).toMatch(/^customers\.points-are-their-entries  a customer/m);
    expect(ofCafe).toMatchObject({ sound: false, broken: [{ id, breaches: expect.any(Array) }] });
    expect(document.businesses.filter(({ sound }: { sound: boolean }) => !sound)).toEqual([ofCafe]);
  });
});

describe('tenant-config', () => {
  it('is shown and set, by the names of its flags', async () => {
    const set = await cli('tenant-config', 'set', '--business', businessId, 'batch_size=50', 'enable_telemetry=false');
    expect([set.code, set.stderr]).toEqual([FINE, '']);
    expect(set.stdout).toMatch(/^batch_size +50$/m);
    const { code, document, ofCafe } = await read('tenant-config', 'show');
    expect([code, document.businesses]).toMatchObject([FINE, [{ batchSize: 100 }, {}]]);
    expect(ofCafe).toMatchObject({ batchSize: 50, enableTelemetry: false, useAtomicFunction: true, version: 2 });
  });

  it.each([
    [['batch_size=0', '--business', businessId], 'batchSize'],
    [['batch_size=50'], '--business'],
    [['batch_size=50', '--business', newId()], 'identity.business-not-found'],
  ])('set %j is an error', async (args, told) => {
    const { code, stdout, stderr } = await cli('tenant-config', 'set', ...args);
    expect([code, stdout]).toEqual([ERROR, '']);
    expect(stderr).toContain(told);
  });
});

describe('A command', () => {
  it('that there is not is an error', async () => {
    const outcomes = await Promise.all([cli('outbox', 'nope'), cli('tenant-config', 'nope'), cli('nope')]);
    expect(outcomes.map(({ code, stdout }) => [code, stdout])).toEqual(Array(3).fill([ERROR, '']));
  });

  it('says in a line that the database is away', async () => {
    const { code, stdout, stderr } = await runCli(['outbox', 'stats', '--json'], {
      DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/nowhere',
    });
    expect([code, stdout]).toEqual([ERROR, '']);
    expect(stderr).toContain('ECONNREFUSED');
    expect(stderr).not.toContain('    at ');
  });

  it('is explained when it is asked for help', async () => {
    const { code, stdout, stderr } = await cli('outbox', 'replay', '--help');
    expect([code, stderr]).toEqual([FINE, '']);
    expect(stdout).toMatch(/--listener <name>/);
  });
});
