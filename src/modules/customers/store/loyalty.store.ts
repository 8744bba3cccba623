import { Injectable } from '@nestjs/common';
import type { RateBps } from '../../../kernel/rate';
import type { Tx } from '../../../platform/database/tx';
import type { LoyaltyProgram, LoyaltyTerms } from '../domain/loyalty';

export interface EarnedEntry {
  /** The id of the event that earned it. */
  readonly id: string;
  readonly customerId: string;
  readonly transactionId: string;
  readonly points: bigint;
}

/** A document that moved points, and how an entry for them is dated. */
export interface PointsDocument {
  readonly transactionId: string;
  readonly businessDate: string;
  readonly outletId: string;
  readonly recordedBy: string;
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

  /** Where points are owed, books those of these sales that are not booked yet. */
  async book(tx: Tx, sales: readonly PointsDocument[]): Promise<void> {
    await tx.prisma.$executeRaw`
      select customers.book_points(${tx.businessId}::uuid, ${JSON.stringify(sales)}::jsonb)`;
  }

  /** The program, for this transaction alone; begun with these terms where there is none, but earning nothing yet. */
  async lockProgram(tx: Tx, { rupiahPerPoint }: LoyaltyTerms): Promise<void> {
    await tx.prisma.$executeRaw`
      insert into customers.loyalty_programs as p (business_id, rupiah_per_point, active)
      values (${tx.businessId}::uuid, ${rupiahPerPoint}::bigint, false)
      on conflict (business_id) do update set active = p.active -- the lock`;
  }

  /** `entry` is what the change makes of all points that there are, without its lines. */
  async changeProgram(tx: Tx, terms: LoyaltyTerms, entry: Readonly<Record<string, string>>): Promise<void> {
    await tx.prisma.$executeRaw`
      select customers.change_loyalty_program(${tx.businessId}::uuid, ${JSON.stringify(terms)}::jsonb,
                                              ${JSON.stringify(entry)}::jsonb)`;
  }

  /**
   * What these sales earned, as far as they were voided or refunded, once for each void and refund. What was spent of it
   * leaves the customer below zero, where nothing is redeemed, until as much has been earned again.
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
      ), taken as (
        insert into customers.loyalty_entries (business_id, id, customer_id, kind, points, transaction_id)
        select ${businessId}::uuid, gen_random_uuid(), u.customer_id, 'reverse', -u.points, u.undoing
          from undone u
        returning customer_id, points
      )
      update customers.customers c set points = c.points + t.points
        from (select customer_id, sum(points)::bigint as points from taken group by 1) t
       where c.business_id = ${businessId}::uuid and c.id = t.customer_id`;
  }
}
