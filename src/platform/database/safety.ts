import type { Pool } from 'pg';
import { APP_ROLE } from './pool';

interface Settings {
  role: string;
  can_bypass: boolean;
  fsync: string;
  synchronous_commit: string;
  full_page_writes: string;
}

/** Why this database must not be sold on; empty when nothing speaks against it. */
export async function databaseDangers(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<Settings>(`
    select current_user as role, r.rolsuper or r.rolbypassrls as can_bypass, current_setting('fsync') as fsync,
           current_setting('synchronous_commit') as synchronous_commit,
           current_setting('full_page_writes') as full_page_writes
      from pg_roles r
     where r.rolname = current_user`);
  const { role, can_bypass, ...durability } = rows[0]!;
  const dangers: string[] = [];
  if (role !== APP_ROLE || can_bypass) {
    dangers.push(`the app's sessions run as ${role}, not as ${APP_ROLE}: row-level security would not hold`);
  }
  for (const [name, setting] of Object.entries(durability)) {
    if (setting !== 'on') dangers.push(`${name} is ${setting}: an acknowledged sale could be lost`);
  }
  return dangers;
}
