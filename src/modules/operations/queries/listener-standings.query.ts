import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { readProgress } from '../../../platform/events/cursor-desk';
import { ListenerDiscovery } from '../../../platform/events/listener-discovery';
import { type ListenerStanding, ListenerStandings } from '../contracts/outbox-views';
import { streamsWithinReach } from '../domain/reach';

@Injectable()
export class ListenerStandingsQuery extends ListenerStandings {
  constructor(
    private readonly database: Database,
    private readonly listeners: ListenerDiscovery,
  ) {
    super();
  }

  async find(actor: Actor | Operator, { outletId }: { outletId?: string | undefined }): Promise<ListenerStanding[]> {
    const streamIds = streamsWithinReach(actor, outletId);
    const found = await this.database.read(actor.businessId, (tx) =>
      readProgress(tx, streamIds, this.listeners.find()),
    );
    return found.map(({ oldestWaitSeconds, ...progress }) => ({
      ...progress,
      waiting: progress.recorded - progress.seen,
      oldestWaitSeconds: oldestWaitSeconds && Math.round(oldestWaitSeconds),
    }));
  }
}
