import type { ReadTx, Tx } from '../database/tx';

/** How far a listener has come with the streams it was asked about. */
export interface ListenerProgress {
  readonly listener: string;
  /** Events that it has seen; of one stream, its position. */
  readonly seen: number;
  /** Events that there are; of one stream, its head. */
  readonly recorded: number;
  /** Of the event that has waited the longest; null when none waits. */
  readonly oldestWaitSeconds: number | null;
  readonly parked: number;
  readonly dead: number;
}

interface ProgressRow {
  readonly listener: string;
  readonly seen: bigint;
  readonly recorded: bigint;
  readonly oldestWaitSeconds: number | null;
  readonly parked: bigint;
  readonly dead: bigint;
}

/** What the code has of a listener; the rest is in its cursors. */
export interface ListenerStart {
  readonly name: string;
  readonly begins: 'at-the-beginning' | 'at-the-head';
}

/** Of the given listeners, and of all others that have a cursor. By name. */
export async function readProgress(
  tx: ReadTx,
  streamIds: readonly string[],
  listeners: readonly ListenerStart[],
): Promise<ListenerProgress[]> {
  const known = listeners.map(({ name, begins }) => ({ name, skips: begins === 'at-the-head' }));
  const rows = await tx.prisma.$queryRaw<ProgressRow[]>`
    with listeners as (
      select k.name, k.skips from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as k(name text, skips boolean)
       union all
      select c.listener, false
        from outbox.cursors c
       where c.business_id = ${tx.businessId}::uuid
         and c.listener <> all(${known.map(({ name }) => name)}::text[])
       group by 1
    ), places as (
      select l.name, s.stream_id, s.head, coalesce(c.position, case when l.skips then s.head else 0 end) as position
        from listeners l
        cross join outbox.streams s
        left join outbox.cursors c
          on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = l.name
       where s.business_id = ${tx.businessId}::uuid and s.stream_id = any(${[...streamIds]}::uuid[])
    ), failures as (
      select f.listener, count(*) filter (where f.state = 'parked') as parked,
             count(*) filter (where f.state = 'dead') as dead
        from outbox.failures f
       where f.business_id = ${tx.businessId}::uuid and f.state in ('parked', 'dead')
         and f.stream_id = any(${[...streamIds]}::uuid[])
       group by 1
    )
    select p.name as listener, sum(p.position)::bigint as seen, sum(p.head)::bigint as recorded,
           extract(epoch from clock_timestamp() - min(e.recorded_at))::float as "oldestWaitSeconds", coalesce(min(f.parked), 0) as parked,
           coalesce(min(f.dead), 0) as dead
      from places p
      left join failures f on f.listener = p.name
      left join outbox.events e
        on e.business_id = ${tx.businessId}::uuid and e.stream_id = p.stream_id and e.seq = p.position + 1
     group by 1
     order by 1`;
  return rows.map(toProgress);
}

function toProgress({ seen, recorded, parked, dead, ...row }: ProgressRow): ListenerProgress {
  return { ...row, seen: Number(seen), recorded: Number(recorded), parked: Number(parked), dead: Number(dead) };
}

/** Where the listener has begun. */
export async function readPositions(
  tx: ReadTx,
  listener: string,
  streamIds: readonly string[],
): Promise<{ streamId: string; position: number }[]> {
  const rows = await tx.prisma.outboxCursor.findMany({
    where: { businessId: tx.businessId, listener, streamId: { in: [...streamIds] } },
    select: { streamId: true, position: true },
    orderBy: { streamId: 'asc' },
  });
  return rows.map(({ streamId, position }) => ({ streamId, position: Number(position) }));
}

/** A cursor of a listener, and the last event of its stream. */
export interface HeldCursor {
  readonly streamId: string;
  readonly position: number;
  readonly head: number;
}

/** The listener's cursors, also where it has not begun. Locked: what a worker is doing there ends first. */
export async function lockCursors(
  tx: Tx,
  listener: string,
  streamIds: readonly string[],
  start: ListenerStart | null,
): Promise<HeldCursor[]> {
  // As long as a worker may take for a batch.
  await tx.prisma.$executeRaw`select set_config('lock_timeout', '14s', true)`;
  if (start) {
    await tx.prisma.$executeRaw`
      select outbox.begin_cursors(${tx.businessId}::uuid, ${listener}, ${start.begins === 'at-the-head'})`;
  }
  const rows = await tx.prisma.$queryRaw<{ streamId: string; position: bigint; head: bigint }[]>`
    select c.stream_id as "streamId", c.position, s.head
      from outbox.cursors c
      join outbox.streams s on s.business_id = c.business_id and s.stream_id = c.stream_id
     where c.business_id = ${tx.businessId}::uuid
       and c.listener = ${listener}
       and c.stream_id = any(${[...streamIds]}::uuid[])
     order by c.stream_id
       for update of c`;
  return rows.map(({ streamId, position, head }) => ({ streamId, position: Number(position), head: Number(head) }));
}

/**
 * Back to the position, where they are beyond it; they are locked. The listener is told everything after it anew: also
 * what it has given up, and what was in hand when its process ended.
 */
export async function rewindCursors(
  tx: Tx,
  listener: string,
  cursors: readonly HeldCursor[],
  position: number,
): Promise<void> {
  const streamIds = cursors.map(({ streamId }) => streamId);
  await tx.prisma.$executeRaw`
    update outbox.cursors c set position = ${position}, moved_at = clock_timestamp()
     where c.business_id = ${tx.businessId}::uuid and c.listener = ${listener} and c.position > ${position}
       and c.stream_id = any(${streamIds}::uuid[])`;
  await tx.prisma.$executeRaw`
    update outbox.in_hand h set seq = 0
     where h.business_id = ${tx.businessId}::uuid and h.listener = ${listener}
       and h.stream_id = any(${streamIds}::uuid[])`;
  await tx.prisma.$executeRaw`
    update outbox.failures f
       set state = 'resolved', settled_at = clock_timestamp(), settled_reason = 'replayed'
     where f.business_id = ${tx.businessId}::uuid and f.listener = ${listener} and f.state in ('parked', 'dead')
       and f.stream_id = any(${streamIds}::uuid[]) and f.seq > ${position}`;
}
