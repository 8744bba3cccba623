import type { ReadTx, Tx } from '../database/tx';
import type { EventPlace } from './parked-events';

export const FAILURE_STATES = ['parked', 'dead', 'discarded', 'resolved'] as const;

export type FailureState = (typeof FAILURE_STATES)[number];

/** An event that a listener could not take. */
export interface Failure extends EventPlace {
  readonly eventId: string;
  readonly listener: string;
  readonly state: FailureState;
}

export interface FailureDetails extends Failure {
  readonly eventType: string;
  readonly occurredAt: Date;
  readonly attempts: number;
  readonly nextAttemptAt: Date;
  readonly lastError: string;
  readonly failedAt: Date;
  readonly settledAt: Date | null;
  readonly settledReason: string | null;
}

export interface FailureFilter {
  readonly streamIds: readonly string[];
  readonly states: readonly FailureState[];
  readonly listener: string | null;
  /** The failure that the page before ended with. */
  readonly after: (EventPlace & { readonly listener: string }) | null;
  readonly limit: number;
}

/** In the order of the log, stream by stream. */
export async function listFailures(tx: ReadTx, filter: FailureFilter): Promise<FailureDetails[]> {
  const { streamIds, states, listener, after, limit } = filter;
  const rows = await tx.prisma.$queryRaw<(Omit<FailureDetails, 'seq'> & { seq: bigint })[]>`
    select f.stream_id as "streamId", f.seq, e.event_id as "eventId", e.type as "eventType",
           e.occurred_at as "occurredAt", f.listener, f.state, f.attempts, f.next_attempt_at as "nextAttemptAt",
           f.last_error as "lastError", f.failed_at as "failedAt", f.settled_at as "settledAt",
           f.settled_reason as "settledReason"
      from outbox.failures f
      join outbox.events e on e.business_id = f.business_id and e.stream_id = f.stream_id and e.seq = f.seq
     where f.business_id = ${tx.businessId}::uuid
       and f.stream_id = any(${[...streamIds]}::uuid[])
       and f.state = any(${[...states]}::text[])
       and (${listener}::text is null or f.listener = ${listener})
       and (${after === null} or (f.stream_id, f.seq, f.listener)
             > (${after?.streamId ?? null}::uuid, ${after?.seq ?? null}::bigint, ${after?.listener ?? null}::text))
     order by f.stream_id, f.seq, f.listener
     limit ${limit}`;
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** What has become of an event that failed, listener by listener. Locked: a retry that is under way ends first. */
export async function lockFailuresOf(
  tx: Tx,
  eventId: string,
  { streamIds, listener }: Pick<FailureFilter, 'streamIds' | 'listener'>,
): Promise<Failure[]> {
  const rows = await tx.prisma.$queryRaw<FailureRow[]>`
    select f.stream_id as "streamId", f.seq, e.event_id as "eventId", f.listener, f.state
      from outbox.events e
      join outbox.failures f on f.business_id = e.business_id and f.stream_id = e.stream_id and f.seq = e.seq
     where e.business_id = ${tx.businessId}::uuid
       and e.event_id = ${eventId}::uuid
       and e.stream_id = any(${[...streamIds]}::uuid[])
       and (${listener}::text is null or f.listener = ${listener})
     order by f.listener
       for update of f`;
  return rows.map(toFailure);
}

/** The dead that have been so the longest, but for those that somebody else is looking after. */
export async function lockDead(
  tx: Tx,
  { streamIds, listener, limit }: Pick<FailureFilter, 'streamIds' | 'listener' | 'limit'>,
): Promise<Failure[]> {
  const rows = await tx.prisma.$queryRaw<FailureRow[]>`
    select f.stream_id as "streamId", f.seq, e.event_id as "eventId", f.listener, f.state
      from outbox.failures f
      join outbox.events e on e.business_id = f.business_id and e.stream_id = f.stream_id and e.seq = f.seq
     where f.business_id = ${tx.businessId}::uuid
       and f.state = 'dead'
       and f.stream_id = any(${[...streamIds]}::uuid[])
       and (${listener}::text is null or f.listener = ${listener})
     order by f.failed_at
     limit ${limit}
       for update of f skip locked`;
  return rows.map(toFailure);
}

/** Parked as on its first day, and due at once. */
export async function retryFailures(tx: Tx, failures: readonly Failure[]): Promise<void> {
  await tx.prisma.$executeRaw`
    update outbox.failures f
       set state = 'parked', attempts = 0, next_attempt_at = clock_timestamp(), settled_at = null, settled_reason = null
      from jsonb_to_recordset(${JSON.stringify(failures)}::jsonb) as k("streamId" uuid, seq bigint, listener text)
     where f.business_id = ${tx.businessId}::uuid and f.stream_id = k."streamId" and f.seq = k.seq
       and f.listener = k.listener`;
}

/** Given up: nobody tries them again. */
export async function discardFailures(tx: Tx, failures: readonly Failure[], reason: string): Promise<void> {
  await tx.prisma.$executeRaw`
    update outbox.failures f
       set state = 'discarded', settled_at = clock_timestamp(), settled_reason = ${reason}
      from jsonb_to_recordset(${JSON.stringify(failures)}::jsonb) as k("streamId" uuid, seq bigint, listener text)
     where f.business_id = ${tx.businessId}::uuid and f.stream_id = k."streamId" and f.seq = k.seq
       and f.listener = k.listener`;
}

type FailureRow = Omit<Failure, 'seq'> & { readonly seq: bigint };

function toFailure(row: FailureRow): Failure {
  return { ...row, seq: Number(row.seq) };
}
