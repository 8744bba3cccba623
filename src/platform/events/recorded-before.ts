import type { Tx } from '../database/tx';

/** Those of the events that the log has already. */
export async function recordedBefore(tx: Tx, eventIds: readonly string[]): Promise<Set<string>> {
  if (eventIds.length === 0) return new Set();
  const rows = await tx.prisma.$queryRaw<{ id: string }[]>`
    select e.event_id as id
      from outbox.events e
     where e.event_id = any(${[...eventIds]}::uuid[]) and e.business_id = ${tx.businessId}::uuid`;
  return new Set(rows.map(({ id }) => id));
}
