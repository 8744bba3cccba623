import { createAppPool } from '../platform/database/pool';

/** A session of the app's role, as far as rows need one. */
export interface TenantSession {
  query(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/** Lends one session of the app's role: what it writes has passed row-level security. */
export async function withAppSession<Result>(
  databaseUrl: string,
  work: (session: TenantSession) => Promise<Result>,
): Promise<Result> {
  const pool = createAppPool(databaseUrl, 1, () => undefined);
  try {
    const session = await pool.connect();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  } finally {
    await pool.end();
  }
}

/** One commit in one tenant. */
export async function inTenant<Result>(
  session: TenantSession,
  businessId: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.query('begin');
  try {
    await session.query(`select set_config('app.business_id', $1, true)`, [businessId]);
    const result = await work();
    await session.query('commit');
    return result;
  } catch (error) {
    await session.query('rollback').catch(() => undefined); // the error says more than a roll-back that failed
    throw error;
  }
}

export interface TableRows {
  readonly table: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Inserts rows of one shape, in one statement however many they are. */
export async function insertRows(session: TenantSession, { table, rows }: TableRows): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  await session.query(
    `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}
