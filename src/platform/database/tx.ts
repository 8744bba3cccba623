import type { DomainEvent, EventActor } from '../../kernel/domain-event';
import type { Prisma } from './generated/client';

/** Who a database transaction acts for, and in which tenant. */
export interface TxContext {
  readonly businessId: string;
  readonly actor: EventActor;
  readonly correlationId: string;
}

/** On whose account an event happens: the actor of the transaction, or that of the event it follows from. */
export type Cause = Pick<TxContext, 'actor' | 'correlationId'>;

/**
 * One database transaction, with its tenant set. It is passed by hand, first parameter, never ambient: a write outside
 * it does not compile. `record` is the only way to publish.
 */
export class Tx {
  readonly recorded: (DomainEvent & Cause)[] = [];

  constructor(
    readonly prisma: Prisma.TransactionClient,
    readonly context: TxContext,
  ) {}

  get businessId(): string {
    return this.context.businessId;
  }

  /** Appends the event to its stream as the last thing that this transaction does. */
  record(event: DomainEvent, cause: Cause = this.context): void {
    this.recorded.push({ ...event, actor: cause.actor, correlationId: cause.correlationId });
  }
}

/** A transaction that only reads, with its tenant set. */
export class ReadTx {
  constructor(
    readonly prisma: Prisma.TransactionClient,
    readonly businessId: string,
  ) {}
}
