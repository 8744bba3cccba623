import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { APP_ROLE } from '../../src/platform/database/pool';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { INSTALLATION_TABLES, moduleTables, SCHEMAS } from '../support/module-tables';

let app: AppDatabase;
let tables: string[];

beforeAll(async () => {
  app = await openAppDatabase();
  tables = (await moduleTables(app.owner)).filter((name) => !INSTALLATION_TABLES.includes(name));
});

afterAll(() => app.close());

async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await app.owner.query<Row>(text, values)).rows;
}

describe('Every table of ours', () => {
  it('is in a schema of a module, and there are many', async () => {
    expect(tables.length).toBeGreaterThanOrEqual(40);
    const elsewhere = await rows(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'v', 'm', 'S') and n.nspname <> all($1)
          and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
      [SCHEMAS],
    );
    expect(elsewhere).toEqual([{ name: '_prisma_migrations' }]);
  });

  it('belongs to a tenant, behind forced row-level security', async () => {
    const open = await rows(
      `select c.oid::regclass::text from pg_class c
        where c.oid = any($1::regclass[]) and not (c.relrowsecurity and c.relforcerowsecurity
          and exists (select from pg_attribute a
                       where a.attrelid = c.oid and a.attname = 'business_id' and a.attnotnull)
          and exists (select from pg_policy p
                       where p.polrelid = c.oid and p.polname = 'tenant' and p.polpermissive and p.polcmd = '*'
                         and pg_get_expr(p.polqual, c.oid) = '(business_id = platform.current_business())'
                         and pg_get_expr(p.polwithcheck, c.oid) = '(business_id = platform.current_business())'))`,
      [tables],
    );
    expect(open).toEqual([]);
  });

  it('has no other policy than the looks across tenants, which only read', async () => {
    const others = await rows(
      `select p.polrelid::regclass::text as table, p.polname as name, p.polcmd as command, p.polroles::regrole[]::text as roles
         from pg_policy p where p.polname <> 'tenant' order by 1`,
    );
    const reads = { command: 'r', roles: '{tillbook_doorkeeper}' };
    expect(others).toEqual([
      { table: 'identity.businesses', name: 'operator_lookup', ...reads },
      { table: 'identity.employees', name: 'login_lookup', ...reads },
      { table: 'identity.pairing_codes', name: 'enrolment_lookup', ...reads },
      { table: 'identity.tenant_config', name: 'relay_lookup', ...reads },
      { table: 'outbox.cursors', name: 'relay_lookup', ...reads },
      { table: 'outbox.events', name: 'relay_lookup', ...reads },
      { table: 'outbox.failures', name: 'relay_lookup', ...reads },
      { table: 'outbox.streams', name: 'relay_lookup', ...reads },
      { table: 'payments.intents', name: 'round_lookup', ...reads },
      { table: 'payments.refunds', name: 'round_lookup', ...reads },
    ]);
  });

  it('carries its tenant in every key: primary, unique and foreign', async () => {
    const loose = await rows(
      `select k.conrelid::regclass::text as table, k.conname as name from pg_constraint k
        where k.conrelid = any($1::regclass[]) and k.contype in ('p', 'u', 'f')
          and not exists (select from pg_attribute a
                           where a.attrelid = k.conrelid and a.attname = 'business_id' and a.attnum = any(k.conkey))
       union all
       select i.indrelid::regclass::text, i.indexrelid::regclass::text from pg_index i
        where i.indrelid = any($1::regclass[]) and i.indisunique
          and not exists (select from pg_attribute a
                           where a.attrelid = i.indrelid and a.attname = 'business_id' and a.attnum = any(i.indkey::int2[]))`,
      [tables],
    );
    expect(loose).toEqual([]);
  });

  it('begins with its tenant in the primary key alone, so that no other index is taken for it', async () => {
    const mistakable = await rows(
      `select i.indexrelid::regclass::text as name from pg_index i
         join pg_attribute a on a.attrelid = i.indrelid and a.attname = 'business_id'
        where i.indrelid = any($1::regclass[]) and not i.indisprimary and i.indkey[0] = a.attnum`,
      [tables],
    );
    expect(mistakable).toEqual([]);
  });

  it('refers to its own tenant only: business to business', async () => {
    const crossed = await rows(
      `select k.conrelid::regclass::text as table, k.conname as name from pg_constraint k
        where k.conrelid = any($1::regclass[]) and k.contype = 'f'
          and not exists (select from unnest(k.conkey, k.confkey) as pair(here, there)
                           join pg_attribute h on h.attrelid = k.conrelid and h.attnum = pair.here and h.attname = 'business_id'
                           join pg_attribute t on t.attrelid = k.confrelid and t.attnum = pair.there and t.attname = 'business_id')`,
      [tables],
    );
    expect(crossed).toEqual([]);
  });
});

describe('Functions', () => {
  it('run as their caller, but for those that look across tenants', async () => {
    const privileged = await rows(
      `select p.oid::regprocedure::text as name, p.proowner::regrole::text as owner, p.proconfig as settings
         from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    const doorkeeper = { owner: 'tillbook_doorkeeper', settings: ['search_path=pg_catalog'] };
    expect(privileged).toEqual([
      { name: 'identity.business_ids(uuid,integer)', ...doorkeeper },
      { name: 'identity.find_logins(text)', ...doorkeeper },
      { name: 'identity.find_pairing_code(bytea)', ...doorkeeper },
      { name: 'identity.shortest_poll_interval()', ...doorkeeper },
      { name: 'outbox.backlog(text[])', ...doorkeeper },
      { name: 'outbox.heads_of(uuid[],uuid[])', ...doorkeeper },
      { name: 'outbox.turns_due(text[],integer,interval)', ...doorkeeper },
      { name: 'payments.businesses_due(timestamp with time zone,integer)', ...doorkeeper },
    ]);
  });

  it('that look across tenants are for the app alone', async () => {
    const grants = await rows(
      `select p.oid::regprocedure::text as name, g.grantee::regrole::text as grantee
         from pg_proc p cross join lateral aclexplode(p.proacl) g
        where p.prosecdef and p.proowner <> g.grantee and p.proowner = 'tillbook_doorkeeper'::regrole order by 1`,
    );
    expect(grants).toEqual([
      { name: 'identity.business_ids(uuid,integer)', grantee: APP_ROLE },
      { name: 'identity.find_logins(text)', grantee: APP_ROLE },
      { name: 'identity.find_pairing_code(bytea)', grantee: APP_ROLE },
      { name: 'identity.shortest_poll_interval()', grantee: APP_ROLE },
      { name: 'outbox.backlog(text[])', grantee: APP_ROLE },
      { name: 'outbox.heads_of(uuid[],uuid[])', grantee: APP_ROLE },
      { name: 'outbox.turns_due(text[],integer,interval)', grantee: APP_ROLE },
      { name: 'payments.businesses_due(timestamp with time zone,integer)', grantee: APP_ROLE },
    ]);
  });

  it('of the doorkeeper see a log-in, a pairing code and a stream, and nothing else', async () => {
    const readable = await rows<{ name: string }>(
      `select t.name from unnest($1::text[]) as t(name)
        where has_table_privilege('tillbook_doorkeeper', t.name, 'select, insert, update, delete, truncate') order by 1`,
      [tables],
    );
    expect(readable.map(({ name }) => name)).toEqual(['identity.employees', 'outbox.cursors', 'outbox.streams']);
    const columns = await rows<{ name: string }>(
      `select t.name || '.' || a.attname as name
         from unnest($1::text[]) as t(name)
         join pg_attribute a on a.attrelid = t.name::regclass and a.attnum > 0
        where has_column_privilege('tillbook_doorkeeper', t.name, a.attname, 'select, insert, update')
          and not t.name = any($2::text[]) order by 1`,
      [tables, readable.map(({ name }) => name)],
    );
    const when = ['business_id', 'recorded_at', 'seq', 'stream_id'];
    const fate = ['business_id', 'listener', 'next_attempt_at', 'state'];
    expect(columns.map(({ name }) => name)).toEqual([
      'identity.businesses.business_id',
      ...['business_id', 'code_hash', 'id', 'used_at'].map((column) => `identity.pairing_codes.${column}`),
      'identity.tenant_config.worker_poll_interval_ms',
      ...when.map((column) => `outbox.events.${column}`),
      ...fate.map((column) => `outbox.failures.${column}`),
      ...['business_id', 'next_call', 'next_call_at'].map((column) => `payments.intents.${column}`),
      ...['business_id', 'next_attempt_at', 'state'].map((column) => `payments.refunds.${column}`),
    ]);
  });
});

describe('The Prisma schema', () => {
  it('is what the migrations make', async () => {
    const check = promisify(execFile)(process.execPath, [resolve('tools/prisma-pull.mjs'), '--check'], {
      env: { ...process.env, DATABASE_URL: app.url },
    });
    await expect(check).resolves.toMatchObject({ stderr: '' });
  });
});
