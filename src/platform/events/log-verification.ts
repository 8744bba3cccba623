import type { ReadTx } from '../database/tx';

/**
 * What is wrong where the chain breaks first: the event of this number is not there; it is there and says something
 * else than its hash; it follows from another one than the one before it; it lies beyond the head; or the head
 * remembers another one.
 */
export const BREACHES = ['missing', 'altered', 'unchained', 'beyond-the-head', 'not-as-the-head-remembers'] as const;

export interface Breach {
  readonly seq: number;
  readonly kind: (typeof BREACHES)[number];
}

/** A range of a stream, held against what it should be. */
export interface VerifiedRange {
  readonly verified: number;
  readonly breach: Breach | null;
  /** Where to go on; null at the end of the stream. */
  readonly next: number | null;
}

interface RangeRow {
  readonly verified: bigint;
  readonly last: bigint;
  readonly breach: Breach | null;
  readonly head: bigint;
  readonly head_fits: boolean;
}

/** Holds the events after `after`, at most so many, against their numbers, their hashes and the stream's head. */
export async function verifyRange(tx: ReadTx, streamId: string, after: number, atMost: number): Promise<VerifiedRange> {
  const [row] = await tx.prisma.$queryRaw<RangeRow[]>`
    with range as (
      select v.seq, v.hash, v.prev_hash,
             outbox.event_hash(v.prev_hash, v.business_id, v.stream_id, v.seq, v.event_id, v.type, v.version, v.payload,
               v.occurred_at, v.actor, v.correlation_id) as expected
        from outbox.events v
       where v.business_id = ${tx.businessId}::uuid and v.stream_id = ${streamId}::uuid and v.seq > ${after}::bigint
       order by v.seq
       limit ${atMost}
    ), links as (
      select r.*, ${after}::bigint + row_number() over w as place,
             lag(r.hash, 1, coalesce(
               (select v.hash from outbox.events v
                 where v.business_id = ${tx.businessId}::uuid and v.stream_id = ${streamId}::uuid
                   and v.seq = ${after}::bigint), '\\x00')) over w as previous
        from range r
      window w as (order by r.seq)
    ), judged as (
      select l.seq, l.place,
             case when l.seq <> l.place then 'missing'
                  when l.hash <> l.expected then 'altered'
                  when l.prev_hash <> l.previous then 'unchained' end as kind
        from links l
    )
    select (select count(*) from range) as verified,
           coalesce((select max(r.seq) from range r), ${after}::bigint) as last,
           (select jsonb_build_object('seq', j.place, 'kind', j.kind)
              from judged j where j.kind is not null order by j.place limit 1) as breach,
           s.head,
           s.head_hash = coalesce(
             (select v.hash from outbox.events v
               where v.business_id = s.business_id and v.stream_id = s.stream_id and v.seq = s.head), '\\x00') as head_fits
      from outbox.streams s
     where s.business_id = ${tx.businessId}::uuid and s.stream_id = ${streamId}::uuid`;
  if (!row) return { verified: 0, breach: null, next: null };
  const [verified, last, head] = [Number(row.verified), Number(row.last), Number(row.head)];
  const isTheEnd = verified < atMost;
  const breach = row.breach ?? (isTheEnd ? breachOfTheEnd(last, head, row.head_fits) : null);
  return { verified, breach, next: isTheEnd || breach ? null : last };
}

function breachOfTheEnd(last: number, head: number, headFits: boolean): Breach | null {
  if (last < head) return { seq: last + 1, kind: 'missing' };
  if (last > head) return { seq: head + 1, kind: 'beyond-the-head' };
  return headFits ? null : { seq: head, kind: 'not-as-the-head-remembers' };
}
