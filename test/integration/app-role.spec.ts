import { Client } from 'pg';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { readComplaint } from '../../src/platform/database/database-error';
import { APP_ROLE } from '../../src/platform/database/pool';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { INSTALLATION_TABLES, moduleTables } from '../support/module-tables';

const APPEND_ONLY = [
  'audit.entries',
  'customers.gift_card_entries',
  'customers.gift_card_sales',
  'customers.loyalty_bookings',
  'customers.loyalty_entries',
  'customers.store_credit_entries',
  'inventory.stock_movements',
  'ledger.allocations',
  'ledger.journal_entries',
  'ledger.journal_lines',
  'ledger.settlements',
  'outbox.events',
  'payments.webhook_outcomes',
  'payments.webhooks',
  'sales.drawer_movements',
  'sales.exchanges',
  'sales.item_combos',
  'sales.item_discounts',
  'sales.item_modifiers',
  'sales.offline_operations',
  'sales.payments',
  'sales.receipt_copies',
  'sales.receipt_settings',
  'sales.receivable_payments',
  'sales.refunds',
  'sales.sale_approvals',
  'sales.transaction_items',
  'sales.transactions',
  'sales.voids',
  'sales.z_reports',
];
/** The only rows that the app may delete: assignments, which are lists and not facts, and what is remembered for a while. */
const ERASABLE = [
  'catalog.combo_choices',
  'catalog.combo_slots',
  'catalog.price_list_items',
  'catalog.price_lists',
  'catalog.product_modifier_groups',
  'identity.employee_outlets',
  'inventory.recipe_lines',
  'platform.consumed_messages',
];

let app: AppDatabase;
let session: Client;
let tables: string[];

beforeAll(async () => {
  app = await openAppDatabase();
  tables = (await moduleTables(app.owner)).filter((name) => !INSTALLATION_TABLES.includes(name));
  session = new Client({ connectionString: app.url, options: `-c role=${APP_ROLE}` });
  await session.connect();
});

afterAll(async () => {
  await session.end();
  await app.close();
});

async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await app.owner.query<Row>(text, values)).rows;
}

/** How many rows of each table the app's role sees; a table where it sees none is left out. */
async function seenAs(businessId: string | null, condition = 'true'): Promise<Record<string, number>> {
  await session.query('begin');
  try {
    if (businessId !== null) await session.query(`select set_config('app.business_id', $1, true)`, [businessId]);
    const counts = tables.map(
      (table) => `select '${table}' as name, count(*)::int as seen from ${table} where ${condition}`,
    );
    const { rows: found } = await session.query<{ name: string; seen: number }>(counts.join(' union all '));
    return Object.fromEntries(found.filter(({ seen }) => seen > 0).map(({ name, seen }) => [name, seen]));
  } finally {
    await session.query('rollback');
  }
}

describe('The app’s role', () => {
  it('owns nothing and can bypass nothing', async () => {
    expect(
      await rows(
        `select rolname from pg_roles where rolname in ($1, 'tillbook_doorkeeper')
            and not (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication or rolcanlogin) order by 1`,
        [APP_ROLE],
      ),
    ).toEqual([{ rolname: APP_ROLE }, { rolname: 'tillbook_doorkeeper' }]);
    const owned = await rows(
      `select relname as name from pg_class where relowner = $1::regrole
       union all select proname from pg_proc where proowner = $1::regrole
       union all select nspname from pg_namespace where nspowner = $1::regrole
       union all select typname from pg_type where typowner = $1::regrole
       union all select m.roleid::regrole::text from pg_auth_members m where m.member = $1::regrole`,
      [APP_ROLE],
    );
    expect(owned).toEqual([]);
  });

  it('may not change what is append-only, nor delete anything but lists', async () => {
    const granted = async (privilege: string) => {
      const found = await rows<{ name: string }>(
        `select t.name from unnest($1::text[]) as t(name) where has_table_privilege($2, t.name, $3) order by 1`,
        [tables, APP_ROLE, privilege],
      );
      return found.map(({ name }) => name);
    };
    expect(await granted('delete')).toEqual(ERASABLE);
    expect(await granted('truncate')).toEqual([]);
    expect(await granted('update')).toEqual(tables.filter((table) => !APPEND_ONLY.includes(table)));
    expect(await granted('select')).toEqual(tables);
  });

  it('sees nothing without a tenant', async () => {
    expect(await seenAs(null)).toEqual({});
    expect(await seenAs('')).toEqual({});
  });

  it.each([KOPI_SENJA.businessId, TOKO_MAJU.businessId])(
    'sees of %s what is its own, and nothing else',
    async (businessId) => {
      expect(await seenAs(businessId, `business_id <> '${businessId}'`)).toEqual({});
      const own = await seenAs(businessId);
      expect(Object.keys(own).length).toBeGreaterThanOrEqual(18);
      expect(own['identity.businesses']).toBe(1);
    },
  );

  it('cannot write into another tenant', async () => {
    await session.query('begin');
    await session.query(`select set_config('app.business_id', $1, true)`, [KOPI_SENJA.businessId]);
    await expect(
      session.query(`insert into catalog.categories (business_id, id, name) values ($1, $2, 'Titipan')`, [
        TOKO_MAJU.businessId,
        newId(),
      ]),
    ).rejects.toThrow('row-level security');
    await session.query('rollback');
  });
});

describe('What is append-only', () => {
  it('is what says so', async () => {
    const sealed = await rows<{ name: string }>(
      `select tgrelid::regclass::text as name from pg_trigger where tgname = 'append_only' order by 1`,
    );
    expect(sealed.map(({ name }) => name)).toEqual(APPEND_ONLY);
  });

  it.each(APPEND_ONLY)('%s refuses every rewrite, also to its owner', async (table) => {
    for (const rewrite of [
      `update ${table} set business_id = business_id`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await expect(app.owner.query(rewrite)).rejects.toMatchObject({ code: 'TB001' });
    }
  });
});

describe('A journal entry that does not balance', () => {
  it('fails at the commit, and Prisma says so', async () => {
    const { businessId } = KOPI_SENJA;
    const context = { businessId, actor: { employeeId: newId(), role: 'owner' }, correlationId: 'test' };
    const entryId = newId();
    const failed = app.database.change(context, async (tx) => {
      await tx.prisma.$executeRaw`
        insert into ledger.journal_entries (business_id, id, period_starts_on, effective_date, source_type, source_id,
                                            description, recorded_by)
        select ${businessId}::uuid, ${entryId}::uuid, p.starts_on, p.starts_on, 'test', ${entryId}::uuid, 'crooked',
               ${newId()}::uuid
          from ledger.periods p where p.business_id = ${businessId}::uuid limit 1`;
      await tx.prisma.$executeRaw`
        insert into ledger.journal_lines (business_id, entry_id, line_number, account_id, debit, credit)
        select ${businessId}::uuid, ${entryId}::uuid, row_number() over (), a.id,
               case a.system_role when 'BANK' then 2 else 0 end, case a.system_role when 'SALES' then 1 else 0 end
          from ledger.accounts a
         where a.business_id = ${businessId}::uuid and a.system_role in ('BANK', 'SALES')`;
      return 'the work was done';
    });
    const complaint = await failed.then(
      () => null,
      (error: unknown) => readComplaint(error),
    );
    expect(complaint).toMatchObject({ sqlState: 'TB001', message: expect.stringContaining('a difference of 1') });
    expect(await rows(`select from ledger.journal_entries where id = $1`, [entryId])).toEqual([]);
  });
});
