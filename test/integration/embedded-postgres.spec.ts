import { spawn } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import { installedBinaries } from '../../src/platform/database/embedded-postgres/binaries';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from '../../src/platform/database/embedded-postgres';

const root = join(__dirname, '../..');
const asRoot = process.getuid?.() === 0;

describe('The embedded PostgreSQL', () => {
  let folder: string;
  const started: EmbeddedPostgres[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
    chmodSync(folder, 0o755);
  });

  afterEach(async () => {
    for (const postgres of started.splice(0)) await postgres.stop();
    rmSync(folder, { recursive: true });
  });

  const start = async (options: Partial<EmbeddedPostgresOptions> = {}) => {
    const postgres = await startEmbeddedPostgres({ dataDir: folder, fast: true, ...options });
    started.push(postgres);
    return postgres;
  };

  it('keeps its data from one start to the next', async () => {
    const first = await start();
    await query(first.url, `create table kept as select 'coffee' as name`);
    await first.stop();

    const second = await start();

    expect(await query(second.url, 'select name from kept')).toEqual([{ name: 'coffee' }]);
  });

  it('makes every commit durable unless it is told to be fast', async () => {
    const { url } = await start({ fast: false });

    const settings = await query(
      url,
      `select name, setting from pg_settings
       where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'server_encoding')
       order by name`,
    );

    expect(Object.fromEntries(settings.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      listen_addresses: '127.0.0.1',
      server_encoding: 'UTF8',
      synchronous_commit: 'on',
    });
  });

  it('lets nobody in without its password, which only its account can read', async () => {
    const { url, dataDir } = await start();
    const guess = new URL(url);
    guess.password = 'postgres';

    await expect(query(guess.toString(), 'select 1')).rejects.toThrow('password authentication failed');
    expect(modeOf(join(dataDir, 'password'))).toBe('600');
  });

  it('serves a second start with the same server, until the last of them stops', async () => {
    const [first, second] = await Promise.all([start(), start()]);
    expect(second.url).toBe(first.url);

    await first.stop();
    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);

    await second.stop();
    await expect(query(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('takes over the server that a killed process left, and stops it in the end', async () => {
    const owner = await startInChild(folder);
    await query(owner.url, `create table kept as select 'coffee' as name`);
    await owner.kill();

    const second = await start();

    expect(second.url).toBe(owner.url);
    expect(await query(second.url, 'select name from kept')).toEqual([{ name: 'coffee' }]);
    await second.stop();
    await expect(query(second.url, 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  it('recovers when the server was killed with its process', async () => {
    const owner = await startInChild(folder);
    await query(owner.url, `create table kept as select 'coffee' as name`);
    await owner.kill();
    process.kill(serverPid(folder), 'SIGKILL');

    const second = await start();

    expect(await query(second.url, 'select name from kept')).toEqual([{ name: 'coffee' }]);
  });

  it('is not stopped by the file of a server whose number another process has now', async () => {
    const first = await start();
    await first.stop();
    const file = join(first.dataDir, 'cluster', 'postmaster.pid');
    writeFileSync(file, `${process.pid}\n${join(first.dataDir, 'cluster')}\n0\n1\n\n127.0.0.1\n\nready\n`);

    const second = await start();

    expect(await query(second.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  const itAsRoot = asRoot ? it : it.skip;
  itAsRoot('runs as root from a checkout that only root can enter (skipped unless root)', async () => {
    chmodSync(folder, 0o700);
    const { binaries, forget } = copyOfPackage(join(folder, 'package'));
    const first = await start({ binaries, dataDir: join(folder, '.data') });
    await query(first.url, `create table kept as select 'coffee' as name`);
    await first.stop();

    const messages: string[] = [];
    const second = await start({ binaries, dataDir: join(folder, '.data'), log: (text) => messages.push(text) });

    expect(await query(second.url, 'select name from kept')).toEqual([{ name: 'coffee' }]);
    expect(second.dataDir).not.toContain(folder);
    expect(messages.join()).toContain(second.dataDir);
    await second.stop();
    rmSync(dirname(second.dataDir), { recursive: true });
    forget();
  });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => {}); // servers are killed here
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

const serverPid = (dataDir: string): number =>
  Number.parseInt(readFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8'), 10);

/** Another process that starts it and can be killed, with the durable settings of a real one. */
async function startInChild(dataDir: string): Promise<{ url: string; kill(): Promise<void> }> {
  const script = `
    require('./src/platform/database/embedded-postgres.ts')
      .startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} })
      .then(({ url }) => console.log(url));
    setInterval(() => {}, 1_000);`;
  const child = spawn(process.execPath, ['--require', './test/support/register-typescript.cjs', '--eval', script], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`the process ended with ${code}`)));
  });
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The npm package as it is unpacked: no links between its libraries. Its version is its own, so is its copy. */
function copyOfPackage(folder: string): { binaries: string; forget(): void } {
  cpSync(dirname(installedBinaries()), folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !lstatSync(path).isSymbolicLink(),
  });
  const version = `0.0.0-test-${process.pid}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'test', version }));
  return {
    binaries: join(folder, 'native'),
    forget: () => rmSync(`/var/lib/tillbook/postgres-${version}-test`, { recursive: true }),
  };
}
