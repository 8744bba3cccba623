import { Injectable } from '@nestjs/common';
import type { RateBps } from '../../../kernel/rate';
import type { Tx } from '../../../platform/database/tx';
import type { LoyaltyProgram } from '../domain/loyalty';

export interface EarnedEntry {
  /** The id of the event that earned it. */
  readonly id: string;
  readonly customerId: string;
  readonly transactionId: string;
  readonly points: bigint;
}

@Injectable()
export class LoyaltyStore {
  /** The program that is running; null where there is none. */
  async activeProgram(tx: Tx): Promise<LoyaltyProgram | null> {
    return tx.prisma.loyaltyProgram.findUnique({ where: { businessId: tx.businessId, active: true } });
  }

  /** The tier's multiplier of each customer. Their rows are locked, in the order of their ids: points will be added. */
  async lockMultipliers(tx: Tx, customerIds: readonly string[]): Promise<Map<string, RateBps>> {
    const rows = await tx.prisma.$queryRaw<{ id: string; multiplier_bps: number }[]>`
      select c.id, coalesce(t.multiplier_bps, 10000) as multiplier_bps
        from customers.customers c
        left join customers.tiers t on t.business_id = c.business_id and t.id = c.tier_id
       where c.business_id = ${tx.businessId}::uuid and c.id = any(${[...customerIds]}::uuid[])
       order by c.id
         for no key update of c`;
    return new Map(rows.map((row) => [row.id, row.multiplier_bps]));
  }

  /** Only an entry that was not there yet is written; the balance is what the entries make, whatever it said before. */
  async earn(tx: Tx, entries: readonly EarnedEntry[]): Promise<void> {
    const rows = entries.map((entry) => ({ ...entry, points: entry.points.toString() }));
    const customerIds = [...new Set(entries.map(({ customerId }) => customerId))];
    await tx.prisma.$executeRaw`
      with earned as (
        insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
        select ${tx.businessId}::uuid, e.id, e."customerId", 'earn', e.points, e."transactionId"
          from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e(id uuid, "customerId" uuid, points bigint,
                 "transactionId" uuid)
        on conflict do nothing
        returning customer_id, points
      ), balances as (
        select b.customer_id, sum(b.points)::bigint as points
          from (select n.customer_id, n.points from earned n
                 union all -- what was there before this statement
                select l.customer_id, l.points
                  from customers.loyalty_entries l
                 where l.business_id = ${tx.businessId}::uuid and l.customer_id = any(${customerIds}::uuid[])) b
         group by 1
      )
      update customers.customers c set points = b.points
        from balances b
       where c.business_id = ${tx.businessId}::uuid and c.id = b.customer_id and c.points <> b.points`;
  }

  /**
   * What these sales earned, as far as they were voided or refunded, once for each void and refund; no more than the
   * customer has left: what was spent is spent.
   */
  async takeBackUndone(tx: Tx, saleIds: readonly string[]): Promise<void> {
    const { businessId } = tx;
    const ids = [...saleIds];
    const due = await tx.prisma.$queryRaw<{ customerId: string }[]>`
      select distinct e.customer_id as "customerId"
        from sales.undone_among(${businessId}::uuid, ${ids}::uuid[]) u
        join customers.loyalty_entries e
          on e.business_id = ${businessId}::uuid and e.transaction_id = u.sale and e.kind = 'earn'`;
    if (due.length === 0) return;
    const customerIds = due.map(({ customerId }) => customerId);
    await tx.prisma.$executeRaw`
      select from customers.customers c
       where c.business_id = ${businessId}::uuid and c.id = any(${customerIds}::uuid[])
       order by c.id
         for no key update`;
    await tx.prisma.$executeRaw`
      with undone as (
        select e.customer_id, u.undoing, coalesce(trunc(e.points * (u.before + u.amount)::numeric / nullif(u.total, 0))
                 - trunc(e.points * u.before::numeric / nullif(u.total, 0)), 0)::bigint as points
          from sales.undone_among(${businessId}::uuid, ${ids}::uuid[]) u
          join customers.loyalty_entries e
            on e.business_id = ${businessId}::uuid and e.transaction_id = u.sale and e.kind = 'earn'
         where not exists (select from customers.loyalty_entries r
                            where r.business_id = ${businessId}::uuid and r.transaction_id = u.undoing
                              and r.kind = 'reverse')
      ), due as (
        select u.*, c.points as balance,
               sum(u.points) over (partition by u.customer_id order by u.undoing) - u.points as before
          from undone u
          join customers.customers c on c.business_id = ${businessId}::uuid and c.id = u.customer_id
      ), taken as (
        insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
        select ${businessId}::uuid, gen_random_uuid(), d.customer_id, 'reverse',
               -greatest(0, least(d.points, d.balance - d.before)), d.undoing
          from due d
        returning customer_id, points
      )
      update customers.customers c set points = c.points + t.points
        from (select customer_id, sum(points)::bigint as points from taken group by 1) t
       where c.business_id = ${businessId}::uuid and c.id = t.customer_id`;
  }
}
