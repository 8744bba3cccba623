import type { Client } from 'pg';
import { eventually } from './eventually';

/**
 * Sells what is priced at the same time: each sale is held at its shift, where its commit has taken nothing yet, until all
 * of them stand there.
 */
export async function pricedTogether<Sold>(
  owner: Client,
  shiftId: string,
  sales: readonly (() => Promise<Sold>)[],
): Promise<PromiseSettledResult<Sold>[]> {
  await owner.query('begin');
  await owner.query('select from sales.shifts where id = $1 for update', [shiftId]);
  const selling = Promise.allSettled(sales.map((sell) => sell()));
  try {
    await eventually(async () => {
      await owner.query('select pg_stat_clear_snapshot()');
      const { rowCount } = await owner.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      expect(rowCount).toBe(sales.length);
    });
  } finally {
    await owner.query('rollback');
  }
  return selling;
}
