/** A fact, named `<module>.<noun>-<past-verb>`. A released version keeps its schema. */
export interface DomainEvent<Type extends string = string, Payload = unknown> {
  readonly eventId: string;
  readonly type: Type;
  readonly version: number;
  /** The outlet whose stream it belongs to; null: the business's own stream. */
  readonly outletId: string | null;
  readonly payload: Payload;
  /** When it happened, by the clock of whoever saw it happen. */
  readonly occurredAt: Date;
}

/** An event as the log holds it. */
export interface RecordedEvent<Payload = unknown> {
  readonly businessId: string;
  /** The outlet's id, or the business's own for facts that belong to no outlet. */
  readonly streamId: string;
  /** Gapless within the stream, from 1. */
  readonly seq: number;
  readonly eventId: string;
  readonly type: string;
  readonly version: number;
  readonly payload: Payload;
  readonly occurredAt: Date;
  readonly actor: EventActor;
  readonly correlationId: string;
}

export interface EventActor {
  readonly employeeId: string;
  readonly role: string;
}
