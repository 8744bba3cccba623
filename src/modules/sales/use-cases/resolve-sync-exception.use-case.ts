import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { SYNC_EXCEPTION_RESOLVED, type SyncExceptionResolved, type SyncResolution } from '../contracts/sync.events';
import { syncExceptionResolvedAlready } from '../domain/sales.errors';
import { SyncExceptionsQuery } from '../queries/sync-exceptions.query';
import { SyncExceptionStore } from '../store/sync-exception.store';

export interface ResolveSyncExceptionCommand {
  readonly exceptionId: string;
  readonly resolution: SyncResolution;
  readonly note: string;
}

type Resolved = Awaited<ReturnType<SyncExceptionsQuery['require']>>;

/** Says what becomes of what spoke against an offline till's operation. The books stay; what is wrong in them gets a document. */
@Injectable()
export class ResolveSyncExceptionUseCase {
  constructor(
    private readonly database: Database,
    private readonly exceptions: SyncExceptionsQuery,
    private readonly store: SyncExceptionStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, command: ResolveSyncExceptionCommand, idempotencyKey: string): Promise<Answer<Resolved>> {
    const { exceptionId, resolution, note } = command;
    const operation = 'sales.resolve-sync-exception';
    const idempotent = { idempotencyKey, operation, requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { operationId, outletId, kind } = await this.exceptions.require(tx, actor, exceptionId);
      const at = this.clock.now();
      const resolved = { resolution, note, resolvedBy: actor.employeeId, resolvedAt: at };
      const isFirst = await this.store.resolve(tx, exceptionId, resolved);
      const exception = await this.exceptions.require(tx, actor, exceptionId);
      if (!isFirst) throw syncExceptionResolvedAlready(exception.resolution!);

      const payload: SyncExceptionResolved = { exceptionId, operationId, outletId, kind, resolution, note };
      tx.record({ eventId: newId(), type: SYNC_EXCEPTION_RESOLVED, version: 1, outletId, payload, occurredAt: at });
      return exception;
    });
  }
}
