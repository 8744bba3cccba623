import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { lockCursors, rewindCursors } from '../../../platform/events/cursor-desk';
import { ListenerDiscovery } from '../../../platform/events/listener-discovery';
import { type Replay, type ReplayCommand, ReplayListener } from '../contracts/outbox-repairs';
import { listenerUnknown, positionUnknown } from '../domain/operations.errors';
import { streamsWithinReach } from '../domain/reach';
import { listenerReplayed } from '../domain/repair-events';

/** Sets a listener back, so that it is told again what it had seen and makes what is missing. Never forward. */
@Injectable()
export class ReplayListenerUseCase extends ReplayListener {
  constructor(
    private readonly database: Database,
    private readonly listeners: ListenerDiscovery,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: ReplayCommand, idempotencyKey: string): Promise<Answer<Replay>> {
    const { listener, fromSeq, outletId } = command;
    const streamIds = streamsWithinReach(actor, outletId);
    // One that other processes have, such as a worker's bridge to a broker, is known by its cursors.
    const known = this.listeners.find().find(({ name }) => name === listener) ?? null;
    const idempotent = { idempotencyKey, operation: 'operations.replay-listener', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const cursors = await lockCursors(tx, listener, streamIds, known);
      if (cursors.length === 0) throw listenerUnknown(listener);
      const head = Math.max(...cursors.map((cursor) => cursor.head));
      if (fromSeq > head + 1) throw positionUnknown(fromSeq, head);

      const ahead = cursors.filter(({ position }) => position >= fromSeq);
      const streams = ahead.map(({ streamId, position }) => ({ streamId, position }));
      const replay = { listener, fromSeq, streams };
      if (ahead.length > 0) {
        await rewindCursors(tx, listener, ahead, fromSeq - 1);
        tx.record(listenerReplayed(replay, this.clock.now()));
      }
      return replay;
    });
  }
}
