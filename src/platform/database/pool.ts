import { Pool } from 'pg';

/** The role of every session of the app: it owns nothing and cannot bypass row-level security. */
export const APP_ROLE = 'tillbook_app';

const SESSION = {
  role: APP_ROLE,
  lock_timeout: '5s',
  // A process that was stopped, not ended, keeps its locks no longer than this.
  idle_in_transaction_session_timeout: '10s',
  // The plans are made once; with the tenant as a parameter the general plan is as good.
  plan_cache_mode: 'force_generic_plan',
  random_page_cost: '1.1', // no disk with a moving head; small tables are found by their keys too
  jit: 'off',
};

const ANSWER_MS = 5_000;

/** A pool whose sessions are the app's role, with a limit on everything that could wait for ever. */
export function createAppPool(
  databaseUrl: string,
  max: number,
  onError: (error: Error) => void,
  statementMsMax = 15_000,
): Pool {
  const options = Object.entries(SESSION)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' ');
  const url = new URL(databaseUrl);
  url.searchParams.delete('options');
  const pool = new Pool({
    connectionString: url.toString(),
    options,
    max,
    connectionTimeoutMillis: 3_000,
    statement_timeout: statementMsMax,
    query_timeout: statementMsMax + ANSWER_MS, // when not even the time-out is answered
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'tillbook',
  });
  pool.on('error', onError); // an idle connection that dies is replaced, not fatal
  outliveConnections(pool);
  return pool;
}

/** Who waits on a connection that dies is told; between two statements nobody waits, and an error nobody hears is fatal. */
export function outliveConnections(pool: Pool): void {
  pool.on('connect', (client) => client.on('error', () => undefined));
}
