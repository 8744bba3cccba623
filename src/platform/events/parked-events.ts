import type { RecordedEvent } from '../../kernel/domain-event';
import type { Tx } from '../database/tx';
import { type ClaimedEvent, type EventRow, toClaimedEvent } from './cursors';

/** Where an event lies in the log. */
export interface EventPlace {
  readonly streamId: string;
  readonly seq: number;
}

const ERROR_CHARACTERS_MAX = 4_000;
const BACKOFF_MS = 1_000;
const BACKOFF_MAX_MS = 60 * 60 * 1_000;

/** Puts an event aside that its listener could not take. In the commit that moves the cursor past it. */
export async function park(tx: Tx, listener: string, event: RecordedEvent, error: unknown): Promise<void> {
  await tx.prisma.$executeRaw`
    insert into outbox.failures as f (business_id, stream_id, seq, listener, next_attempt_at, last_error)
    values (${tx.businessId}::uuid, ${event.streamId}::uuid, ${event.seq}, ${listener},
            clock_timestamp() + ${backoffMs(1)} * interval '1 millisecond', ${textOf(error)})
    on conflict (business_id, stream_id, seq, listener) do update
       set state = 'parked', attempts = 1, next_attempt_at = excluded.next_attempt_at, last_error = excluded.last_error,
           failed_at = clock_timestamp(), settled_at = null, settled_reason = null`;
}

/** The parked event for the attempt that was counted; null when somebody has settled it. It is locked until the commit. */
export async function claimParked(
  tx: Tx,
  listener: string,
  { streamId, seq }: EventPlace,
  attempts: number,
): Promise<ClaimedEvent | null> {
  const [row] = await tx.prisma.$queryRaw<EventRow[]>`
    with held as (
      select f.business_id, f.stream_id, f.seq
        from outbox.failures f
       where f.business_id = ${tx.businessId}::uuid and f.stream_id = ${streamId}::uuid and f.seq = ${seq}
         and f.listener = ${listener} and f.state = 'parked' and f.attempts = ${attempts}
         for update
    )
    select e.stream_id, e.seq, e.event_id, e.type, e.version, e.payload, e.occurred_at, e.recorded_at, e.actor,
           e.correlation_id
      from held h
      join outbox.events e on e.business_id = h.business_id and e.stream_id = h.stream_id and e.seq = h.seq`;
  return row ? toClaimedEvent(tx.businessId, row) : null;
}

/** It took its effect after all. In the commit of the effect. */
export async function resolveParked(tx: Tx, listener: string, { streamId, seq }: EventPlace): Promise<void> {
  await tx.prisma.$executeRaw`
    update outbox.failures f set state = 'resolved', settled_at = clock_timestamp()
     where f.business_id = ${tx.businessId}::uuid and f.stream_id = ${streamId}::uuid and f.seq = ${seq}
       and f.listener = ${listener}`;
}

/** The attempt failed: there will be another, later than the last time, or no more. Tells whether it is dead. */
export async function failAgain(
  tx: Tx,
  listener: string,
  { streamId, seq }: EventPlace,
  failure: { readonly attempts: number; readonly maxRetries: number; readonly error: unknown },
): Promise<boolean> {
  const isDead = failure.attempts > failure.maxRetries;
  await tx.prisma.$executeRaw`
    update outbox.failures f
       set state = ${isDead ? 'dead' : 'parked'},
           last_error = ${textOf(failure.error)},
           next_attempt_at = clock_timestamp() + ${backoffMs(failure.attempts)} * interval '1 millisecond',
           settled_at = case when ${isDead} then clock_timestamp() end
     where f.business_id = ${tx.businessId}::uuid and f.stream_id = ${streamId}::uuid and f.seq = ${seq}
       and f.listener = ${listener} and f.state = 'parked' and f.attempts = ${failure.attempts}`;
  return isDead;
}

/** Its target is away: this attempt does not count. */
export async function postponeParked(
  tx: Tx,
  listener: string,
  { streamId, seq }: EventPlace,
  attempts: number,
): Promise<void> {
  await tx.prisma.$executeRaw`
    update outbox.failures f
       set attempts = f.attempts - 1, next_attempt_at = clock_timestamp() + ${backoffMs(attempts)} * interval '1 millisecond'
     where f.business_id = ${tx.businessId}::uuid and f.stream_id = ${streamId}::uuid and f.seq = ${seq}
       and f.listener = ${listener} and f.state = 'parked' and f.attempts = ${attempts}`;
}

/** 1 s, 2 s, 4 s and so on, give or take a fifth, so that what failed together does not come back together. */
export function backoffMs(attempts: number): number {
  const jitter = 0.8 + Math.random() * 0.4;
  return Math.round(Math.min(BACKOFF_MS * 2 ** (attempts - 1), BACKOFF_MAX_MS) * jitter);
}

function textOf(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replaceAll('\0', '').slice(0, ERROR_CHARACTERS_MAX); // PostgreSQL takes no NUL
}
