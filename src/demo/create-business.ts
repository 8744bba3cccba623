import { businessRows } from './business-rows';
import type { BusinessPlan } from './business-plan';
import { openOutlets } from './opening';
import { inTenant, insertRows, type TableRows, type TenantSession } from './tenant-session';

export interface Opening {
  /** Of the password that all its employees begin with. */
  readonly passwordHash: string;
  /** Of those who begin with one. */
  readonly pins?: TableRows;
  readonly at: Date;
}

/**
 * Makes a whole business in one commit, books and all; false when it exists already. Statements are set-based: their
 * number does not depend on how large the business is, only on how many outlets it has.
 */
export function createBusiness(session: TenantSession, plan: BusinessPlan, opening: Opening): Promise<boolean> {
  return inTenant(session, plan.id, async () => {
    // Two processes may start at once.
    await session.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [plan.id]);
    const { rows: existing } = await session.query(
      'select business_id from identity.businesses where business_id = $1',
      [plan.id],
    );
    if (existing.length > 0) return false;
    for (const table of businessRows(plan, opening.passwordHash)) await insertRows(session, table);
    if (opening.pins) await insertRows(session, opening.pins);
    await openOutlets(session, plan, opening.at);
    return true;
  });
}
