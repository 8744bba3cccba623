import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { readPositions } from '../../../platform/events/cursor-desk';
import { type ListenerPosition, ListenerPositions } from '../contracts/outbox-views';
import { streamsWithinReach } from '../domain/reach';

@Injectable()
export class ListenerPositionsQuery extends ListenerPositions {
  constructor(private readonly database: Database) {
    super();
  }

  find(actor: Actor | Operator, listener: string): Promise<ListenerPosition[]> {
    const streamIds = streamsWithinReach(actor, undefined);
    return this.database.read(actor.businessId, (tx) => readPositions(tx, listener, streamIds));
  }
}
