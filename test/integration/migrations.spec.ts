import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { migrate } from '../../src/platform/database/migrations';
import { cloneName, dropDatabase } from '../support/test-run';

const MIGRATIONS = resolve('prisma/migrations');
const names = readdirSync(MIGRATIONS)
  .filter((name) => /^\d{14}_/.test(name))
  .toSorted();

let name: string;
let url: string;
let folder: string;

beforeEach(() => {
  name = cloneName(process.env.TEST_RUN!, `migrations_${randomBytes(4).toString('hex')}`);
  const database = new URL(process.env.TEST_POSTGRES_URL!);
  database.pathname = `/${name}`;
  url = database.toString();
  folder = mkdtempSync(join(tmpdir(), 'migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
});

afterEach(async () => {
  rmSync(folder, { recursive: true });
  await dropDatabase(process.env.TEST_POSTGRES_URL!, name);
});

async function query<Row extends object>(text: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function addMigration(migration: string, sql: string): void {
  mkdirSync(join(folder, migration));
  writeFileSync(join(folder, migration, 'migration.sql'), sql);
}

const toMigrate = () => migrate(url, { folder, createDatabase: true });
const history = () =>
  query(`select migration_name, finished_at is not null as finished, rolled_back_at, applied_steps_count
           from _prisma_migrations order by started_at, migration_name`);
const finished = { finished: true, rolled_back_at: null, applied_steps_count: 1 };

describe('The migration runner', () => {
  it('makes the database, applies everything in order, and nothing the second time', async () => {
    const said: string[] = [];
    expect(await migrate(url, { createDatabase: true, log: (line) => said.push(line) })).toEqual(names);
    expect(said).toEqual(names.map((migration) => `applied ${migration}`));
    expect(await migrate(url)).toEqual([]);
    expect(await history()).toEqual(names.map((migration_name) => ({ migration_name, ...finished })));
  });

  it('leaves a history that Prisma takes for its own', async () => {
    await toMigrate();
    const prisma = resolve('node_modules/prisma/build/index.js');
    const { stdout } = await promisify(execFile)(process.execPath, [prisma, 'migrate', 'status'], {
      env: { ...process.env, DATABASE_URL: url },
    });
    expect(stdout).toContain('Database schema is up to date!');
  });

  it('runs once when two start at the same moment', async () => {
    const applied = await Promise.all([toMigrate(), toMigrate(), toMigrate()]);
    expect(applied.map((list) => list.length).toSorted()).toEqual([0, 0, names.length].toSorted());
    expect(await history()).toHaveLength(names.length);
  });

  it('refuses a migration that was changed after it had been applied', async () => {
    await toMigrate();
    appendFileSync(join(folder, names[0]!, 'migration.sql'), '-- and this');
    addMigration('29990101000000_later', 'create table later (id int)');
    await expect(toMigrate()).rejects.toThrow(`${names[0]} was changed after it had been applied`);
    expect(await query(`select from pg_class where relname = 'later'`)).toEqual([]);
  });

  it('leaves nothing of a migration that fails, and goes on where it stopped', async () => {
    await toMigrate();
    addMigration('29990101000000_first', 'create table first (id int)');
    addMigration('29990102000000_half', 'create table half (id int); select 1 / 0');
    await expect(toMigrate()).rejects.toThrow('migration 29990102000000_half failed: division by zero');
    expect(await query(`select relname from pg_class where relname in ('first', 'half')`)).toEqual([
      { relname: 'first' },
    ]);

    writeFileSync(join(folder, '29990102000000_half', 'migration.sql'), 'create table half (id int)');
    expect(await toMigrate()).toEqual(['29990102000000_half']);
  });

  it('refuses a database that Prisma has left half-way', async () => {
    await toMigrate();
    await query(
      `insert into _prisma_migrations (id, checksum, migration_name) values ('x', 'x', '29990101000000_broken')`,
    );
    await expect(toMigrate()).rejects.toThrow('29990101000000_broken failed half-way');
    await query(`update _prisma_migrations set rolled_back_at = now() where id = 'x'`);
    expect(await toMigrate()).toEqual([]);
  });

  it('serves a database that is ahead of it, and says so', async () => {
    addMigration('29990101000000_newer', 'create table newer (id int)');
    await toMigrate();
    const said: string[] = [];
    expect(await migrate(url, { log: (line) => said.push(line) })).toEqual([]);
    expect(said).toEqual(['the database is ahead of this version: it has 29990101000000_newer']);
  });

  it('waits for a Prisma that is migrating', async () => {
    await toMigrate();
    const prisma = new Client({ connectionString: url });
    await prisma.connect();
    await prisma.query('select pg_advisory_lock(72707369)');
    let done = false;
    const waiting = toMigrate().then(() => (done = true));
    await prisma.query('select pg_sleep(0.2)');
    expect(done).toBe(false);
    await prisma.end();
    await waiting;
  });

  it('does not make a database unless it is told to', async () => {
    await expect(migrate(url)).rejects.toThrow('does not exist');
  });
});
