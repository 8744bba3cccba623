import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVENT_CONTRACTS } from '../../src/cli/event-contracts';
import { contractName } from '../../src/platform/events/event-contract';

const ROOT = join(__dirname, '../..');
const CLI = ['--require', join(ROOT, 'test/support/register-typescript.cjs'), join(ROOT, 'src/cli.ts')];

/** The command as CI and whoever releases give it. There is no database that it could reach. */
describe('npm run events', () => {
  const names = EVENT_CONTRACTS.map(contractName);
  let home: string;

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'described-'));
    mkdirSync(join(home, 'docs/events'), { recursive: true });
    writeFileSync(join(home, 'docs/events/released.json'), '{}\n');
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const file = (path: string) => join(home, 'docs', path);
  const read = (path: string) => readFileSync(file(path), 'utf8');

  function events(...flags: string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync(process.execPath, [...CLI, 'events', ...flags], {
      cwd: home,
      env: { PATH: process.env.PATH },
      encoding: 'utf8',
      timeout: 60_000,
    });
    return { status, stdout, stderr };
  }

  it('writes a schema for each event, and what goes over sockets and through RabbitMQ', () => {
    expect(events()).toEqual({ status: 0, stdout: '', stderr: '' });
    const files = [...names.map((name) => `${name}.json`), 'released.json'];
    expect(readdirSync(file('events')).toSorted()).toEqual(files.toSorted());
    expect(JSON.parse(read('asyncapi.json'))).toMatchObject({ asyncapi: '3.0.0' });
  });

  it('releases every version, once', () => {
    const { status, stdout } = events('--release');
    expect([status, stdout.trim().split('\n')]).toEqual([0, names.map((name) => `released ${name}`)]);
    expect(Object.keys(JSON.parse(read('events/released.json')))).toEqual(names.toSorted());
    expect(events('--check')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  it('does not let stale files pass, and leaves them as they are', () => {
    writeFileSync(file('asyncapi.json'), '{}\n');
    writeFileSync(file('events/sales.shift-opened.v1.json'), '{}\n');
    const { status, stderr } = events('--check');
    expect([status, stderr.trim().split('\n')]).toEqual([
      1,
      ['docs/events/sales.shift-opened.v1.json', 'docs/asyncapi.json'].map(
        (stale) => `${stale} does not say what the code does. Run npm run events.`,
      ),
    ]);
    expect(read('asyncapi.json')).toBe('{}\n');
  });

  it('does not let a released version change', () => {
    const released = JSON.parse(read('events/released.json')) as Record<string, string>;
    writeFileSync(
      file('events/released.json'),
      JSON.stringify({ ...released, 'sales.shift-opened.v1': '0'.repeat(64) }),
    );
    expect(events('--check')).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^sales\.shift-opened\.v1 was released .+ as a new version\.$/m),
    });
  });
});
