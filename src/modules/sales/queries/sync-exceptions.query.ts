import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import type { OfflineOperation, SyncException } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { cursorInvalid, decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { syncExceptionNotFound } from '../domain/sales.errors';
import type { SyncExceptionFilterInput, SyncExceptionView } from '../http/sync-exception.schema';

const told = { offlineOperation: true } as const;

@Injectable()
export class SyncExceptionsQuery {
  constructor(private readonly database: Database) {}

  async list(
    { businessId }: Actor,
    { outletId, state, cursor, limit }: SyncExceptionFilterInput,
  ): Promise<Page<SyncExceptionView>> {
    const after = placeOf(cursor);
    const rows = await this.database.read(businessId, ({ prisma }) =>
      prisma.syncException.findMany({
        where: {
          businessId,
          outletId,
          resolution: state === 'open' ? null : { not: null },
          ...(after !== null && { id: { gt: after } }),
        },
        include: told,
        orderBy: { id: 'asc' },
        take: limit + 1,
      }),
    );
    const page = toPage(rows, limit, ({ id }) => [id]);
    return { ...page, data: page.data.map(toView) };
  }

  /** Throws `sync.exception-not-found`, also where the actor does not work. */
  async require({ prisma, businessId }: ReadTx | Tx, actor: Actor, id: string): Promise<SyncExceptionView> {
    const row = await prisma.syncException.findUnique({ where: { businessId_id: { businessId, id } }, include: told });
    if (!row || !worksAt(actor, row.outletId)) throw syncExceptionNotFound();
    return toView(row);
  }
}

function placeOf(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const id = z.uuid().safeParse(key[0]);
  if (!id.success) throw cursorInvalid();
  return id.data;
}

function toView(row: SyncException & { offlineOperation: OfflineOperation }): SyncExceptionView {
  return {
    exceptionId: row.id,
    outletId: row.outletId,
    deviceId: row.offlineOperation.deviceId,
    operationId: row.operationId,
    kind: row.kind as SyncExceptionView['kind'],
    transactionId: row.transactionId,
    facts: row.facts as SyncExceptionView['facts'],
    told: row.offlineOperation.content,
    raisedAt: row.raisedAt.toISOString(),
    resolution: row.resolution as SyncExceptionView['resolution'],
    note: row.note,
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  };
}
