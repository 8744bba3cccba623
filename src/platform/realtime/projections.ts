import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { RecordedEvent } from '../../kernel/domain-event';
import { invariant } from '../../kernel/invariant';
import { type Projection, SOCKET_PROJECTION } from './projection';

export interface Frame {
  readonly message: string;
  readonly body: { readonly eventId: string; readonly seq: number };
}

/** The projections of all modules: which events show on sockets, and how. */
@Injectable()
export class Projections implements OnModuleInit {
  private readonly log = new Logger(Projections.name);
  private readonly byKey = new Map<string, Projection>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (metatype && this.reflector.get(SOCKET_PROJECTION, metatype)) this.add(instance as Projection);
    }
  }

  /** The types of event that a reader of the log has to bring. */
  get eventTypes(): string[] {
    return [...new Set([...this.byKey.values()].map(({ eventType }) => eventType))];
  }

  /** What the sockets of a namespace see of an event, in order. */
  framesOf(namespace: string, event: RecordedEvent): Frame[] {
    const projection = this.byKey.get(key(namespace, event.type));
    if (!projection) return [];
    const { eventId, seq } = event;
    try {
      const body = { eventId, seq, ...projection.frame(event) };
      return [projection.message, ...(projection.alsoAs?.(event) ?? [])].map((message) => ({ message, body }));
    } catch (error) {
      // One event that cannot be shown must not hold up the screens of an outlet.
      this.log.error(`${event.type} ${eventId} cannot be shown: ${(error as Error).message}`);
      return [];
    }
  }

  private add(projection: Projection): void {
    const name = key(projection.namespace, projection.eventType);
    invariant(!this.byKey.has(name), `two projections show ${name}`);
    this.byKey.set(name, projection);
  }
}

function key(namespace: string, eventType: string): string {
  return `${namespace} ${eventType}`;
}
