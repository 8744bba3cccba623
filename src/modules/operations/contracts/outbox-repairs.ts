import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';

export interface RetryEventCommand {
  readonly eventId: string;
  /** One of those that could not take it; without it all of them. */
  readonly listener?: string | undefined;
}

export interface RetriedEvent {
  readonly eventId: string;
  readonly listeners: string[];
}

export abstract class RetryEvent {
  /** Throws `operations.failure-not-found` or `operations.failure-settled`. */
  abstract execute(
    actor: Actor | Operator,
    command: RetryEventCommand,
    idempotencyKey: string,
  ): Promise<Answer<RetriedEvent>>;
}

export interface RetryDeadCommand {
  readonly listener?: string | undefined;
}

export interface RetriedDead {
  readonly retried: number;
  /** Perhaps there are more: ask again, with a key of its own. */
  readonly hasMore: boolean;
}

export abstract class RetryDead {
  abstract execute(
    actor: Actor | Operator,
    command: RetryDeadCommand,
    idempotencyKey: string,
  ): Promise<Answer<RetriedDead>>;
}

export interface DiscardEventCommand extends RetryEventCommand {
  readonly reason: string;
}

export interface DiscardedEvent extends RetriedEvent {
  readonly reason: string;
}

export abstract class DiscardEvent {
  /** Throws `operations.failure-not-found` or `operations.failure-settled`. */
  abstract execute(
    actor: Actor | Operator,
    command: DiscardEventCommand,
    idempotencyKey: string,
  ): Promise<Answer<DiscardedEvent>>;
}

export interface ReplayCommand {
  readonly listener: string;
  /** The number of the first event that it is told again; in each stream. */
  readonly fromSeq: number;
  /** Without it all streams of the business that the actor may see. */
  readonly outletId?: string | undefined;
}

export interface Replay {
  readonly listener: string;
  readonly fromSeq: number;
  /** The streams in which it was set back, and how far it had come in each. */
  readonly streams: { readonly streamId: string; readonly position: number }[];
}

export abstract class ReplayListener {
  /** Throws `identity.outlet-not-found`, `operations.listener-unknown` or `operations.position-unknown`. */
  abstract execute(actor: Actor | Operator, command: ReplayCommand, idempotencyKey: string): Promise<Answer<Replay>>;
}
