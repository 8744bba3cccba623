import type { Actor, Operator } from '../../../kernel/actor';
import type { FailureState } from '../../../platform/events/failure-desk';
import type { BREACHES } from '../../../platform/events/log-verification';

/** How a listener stands with the streams that it was asked about. */
export interface ListenerStanding {
  readonly listener: string;
  /** Events that it has seen; of one stream, its position. */
  readonly seen: number;
  /** Events that there are; of one stream, its head. */
  readonly recorded: number;
  readonly waiting: number;
  /** How long the event has waited that waits the longest; null when none does. */
  readonly oldestWaitSeconds: number | null;
  readonly parked: number;
  readonly dead: number;
}

export abstract class ListenerStandings {
  /** Of every listener. Throws `identity.outlet-not-found`. */
  abstract find(
    actor: Actor | Operator,
    filter: { readonly outletId?: string | undefined },
  ): Promise<ListenerStanding[]>;
}

/** How far a listener has come in one stream. */
export interface ListenerPosition {
  readonly streamId: string;
  readonly position: number;
}

export abstract class ListenerPositions {
  /** In the streams where it has begun. */
  abstract find(actor: Actor | Operator, listener: string): Promise<ListenerPosition[]>;
}

export interface FailureView {
  readonly eventId: string;
  readonly eventType: string;
  readonly streamId: string;
  readonly seq: number;
  readonly listener: string;
  readonly state: FailureState;
  readonly attempts: number;
  readonly occurredAt: string;
  readonly failedAt: string;
  /** Null unless it is parked. */
  readonly nextAttemptAt: string | null;
  readonly lastError: string;
  readonly settledAt: string | null;
  readonly settledReason: string | null;
}

export interface FailuresFilter {
  /** Without it those that are parked or dead. */
  readonly state?: FailureState | undefined;
  readonly listener?: string | undefined;
  /** The failure that the page before ended with. */
  readonly after: Pick<FailureView, 'streamId' | 'seq' | 'listener'> | null;
  readonly limit: number;
}

export abstract class Failures {
  /** In the order of the log, stream by stream. */
  abstract list(actor: Actor | Operator, filter: FailuresFilter): Promise<FailureView[]>;
}

/** A stream, as far as it was held against its numbers and hashes. */
export interface VerifiedStream {
  readonly streamId: string;
  /** Events that were looked at. */
  readonly verified: number;
  readonly breach: { readonly seq: number; readonly kind: (typeof BREACHES)[number] } | null;
}

/** Where a verification goes on. */
export interface LogPlace {
  readonly streamId: string;
  readonly seq: number;
}

export interface LogRange {
  readonly outletId?: string | undefined;
  readonly after: LogPlace | null;
  readonly atMost: number;
}

export interface VerifiedLog {
  readonly streams: VerifiedStream[];
  /** Null when everything was looked at. */
  readonly next: LogPlace | null;
}

export abstract class LogVerification {
  /** Looks at so many events at most, stream by stream, from the given place on. Throws `identity.outlet-not-found`. */
  abstract verify(actor: Actor | Operator, range: LogRange): Promise<VerifiedLog>;
}
