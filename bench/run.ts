import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate } from '../src/platform/database/migrations';
import { hashPassword } from '../src/platform/auth/passwords';
import { resolveService } from '../test/support/services';
import { measureKeepUp } from './keep-up';
import { measureSockets } from './sockets';
import { measureSweep } from './sweep';
import { measureThroughput } from './throughput';
import { startServer } from './server';
import { openTills, PASSWORD } from './tills';
import { createWorld, type World } from './world';

/*
 * npm run bench [-- --seconds 8 --seed 1 --shops 10 --only throughput,sockets,keep-up,sweep]
 * Speed is measured here and asserted nowhere. Compare ratios inside one run: machines are noisy.
 */
const options = readOptions(process.argv.slice(2));

async function main(): Promise<void> {
  const postgres = await resolveService('postgres');
  const admin = new Client({ connectionString: postgres.url });
  await admin.connect();
  try {
    const results: Record<string, unknown> = {
      at: new Date().toISOString(),
      machine: machine(),
      settings: await describeDatabase(admin),
      options,
    };
    // A process that only serves requests, as beside workers; then one that does everything, on a fresh database each.
    await onFreshDatabase(admin, postgres.url, ['throughput'], async (databaseUrl, world) => {
      const server = await startServer(databaseUrl, 'api');
      try {
        const tills = {
          atomic: await openTills(server, world.atomic),
          standard: await openTills(server, world.standard),
        };
        results.throughput = await measureThroughput(server, databaseUrl, tills, options);
        results.peakMemoryMiB = server.peakMemoryMiB();
      } finally {
        await server.stop();
      }
    });
    await onFreshDatabase(admin, postgres.url, ['sockets', 'keep-up'], async (databaseUrl, world) => {
      const server = await startServer(databaseUrl, 'all');
      try {
        const tills = await openTills(server, world.atomic);
        if (options.parts.includes('sockets')) {
          results.sockets = await measureSockets(server, databaseUrl, tills, options);
        }
        if (options.parts.includes('keep-up')) {
          results.keepUp = await measureKeepUp(server, databaseUrl, tills, options);
        }
        results.peakMemoryWithListenersMiB = server.peakMemoryMiB();
      } finally {
        await server.stop();
      }
    });
    await onFreshDatabase(admin, postgres.url, ['sweep'], async (databaseUrl) => {
      results.sweep = await measureSweep(databaseUrl);
    });
    save(results);
    console.log(JSON.stringify(results, null, 2));
  } finally {
    await admin.end();
    await postgres.stop();
  }
}

async function onFreshDatabase(
  admin: Client,
  serverUrl: string,
  parts: readonly string[],
  work: (databaseUrl: string, world: World) => Promise<void>,
): Promise<void> {
  if (!parts.some((part) => options.parts.includes(part))) return;
  const name = `tillbook_bench_test_${process.pid}`;
  const databaseUrl = withDatabase(serverUrl, name);
  try {
    await migrate(databaseUrl, { createDatabase: true });
    await work(databaseUrl, await createWorld(databaseUrl, options.shops, await hashPassword(PASSWORD)));
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
  }
}

async function describeDatabase(admin: Client): Promise<Record<string, string>> {
  const { rows } = await admin.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings
      where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers')`,
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    if (settings[name] !== 'on')
      console.error(`${name} is ${settings[name]}: these figures are not of a durable database`);
  }
  return settings;
}

function machine(): Record<string, unknown> {
  return { cores: cpus().length, cpu: cpus()[0]?.model, node: process.version };
}

function save(results: Record<string, unknown>): void {
  const folder = join(__dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const stamp = String(results.at).replace(/[:.]/g, '-');
  writeFileSync(join(folder, `${stamp}.json`), `${JSON.stringify(results, null, 2)}\n`);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

export interface BenchOptions {
  readonly seconds: number;
  readonly seed: number;
  readonly shops: number;
  readonly parts: readonly string[];
}

function readOptions(args: readonly string[]): BenchOptions {
  const value = (name: string, fallback: string) => args[args.indexOf(`--${name}`) + 1 || -1] ?? fallback;
  return {
    seconds: Number(value('seconds', '8')),
    seed: Number(value('seed', '1')),
    shops: Number(value('shops', '10')),
    parts: value('only', 'throughput,sockets,keep-up,sweep').split(','),
  };
}

void main();
