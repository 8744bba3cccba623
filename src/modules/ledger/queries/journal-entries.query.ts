import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { entryNotFound } from '../domain/ledger.errors';

export interface JournalLineView {
  readonly accountId: string;
  readonly code: string;
  readonly name: string;
  readonly debit: number;
  readonly credit: number;
}

export interface JournalEntryView {
  readonly id: string;
  readonly effectiveDate: string;
  readonly outletId: string | null;
  readonly sourceType: string;
  readonly sourceId: string;
  readonly description: string;
  readonly reversesEntryId: string | null;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly lines: JournalLineView[];
}

export interface JournalEntryFilter {
  readonly sourceId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type EntryRow = Omit<JournalEntryView, 'recordedAt'> & { readonly recordedAt: Date };

/** The journal, newest first. The books are the whole business's: an entry shows whichever outlet it came from. */
@Injectable()
export class JournalEntriesQuery {
  constructor(private readonly database: Database) {}

  async get(actor: Actor, id: string): Promise<JournalEntryView> {
    const [row] = await this.database.read(actor.businessId, (tx) => readEntry(tx, id));
    if (!row) throw entryNotFound(id);
    return toView(row);
  }

  async list(actor: Actor, filter: JournalEntryFilter): Promise<Page<JournalEntryView>> {
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.database.read(actor.businessId, (tx) => readEntries(tx, filter, after));
    return toPage(rows.map(toView), filter.limit, (entry) => [entry.effectiveDate, entry.id]);
  }
}

function readEntry(tx: ReadTx, id: string): Promise<EntryRow[]> {
  return tx.prisma.$queryRaw`
    select e.id, e.effective_date::text as "effectiveDate", e.outlet_id as "outletId", e.source_type as "sourceType",
           e.source_id as "sourceId", e.description, e.reverses_entry_id as "reversesEntryId",
           e.recorded_at as "recordedAt", e.recorded_by as "recordedBy",
           ledger.entry_lines(e.business_id, e.id) as lines
      from ledger.journal_entries e
     where e.business_id = ${tx.businessId}::uuid and e.id = ${id}::uuid`;
}

function readEntries(tx: ReadTx, filter: JournalEntryFilter, after: string[] | null): Promise<EntryRow[]> {
  const { sourceId = null, from = null, to = null, limit } = filter;
  const [beforeDate = null, beforeId = null] = after ?? [];
  return tx.prisma.$queryRaw`
    select e.id, e.effective_date::text as "effectiveDate", e.outlet_id as "outletId", e.source_type as "sourceType",
           e.source_id as "sourceId", e.description, e.reverses_entry_id as "reversesEntryId",
           e.recorded_at as "recordedAt", e.recorded_by as "recordedBy",
           ledger.entry_lines(e.business_id, e.id) as lines
      from ledger.journal_entries e
     where e.business_id = ${tx.businessId}::uuid
       and (${sourceId}::uuid is null or e.source_id = ${sourceId}::uuid)
       and (${from}::date is null or e.effective_date >= ${from}::date)
       and (${to}::date is null or e.effective_date <= ${to}::date)
       and (${beforeDate}::date is null or (e.effective_date, e.id) < (${beforeDate}::date, ${beforeId}::uuid))
     order by e.effective_date desc, e.id desc
     limit ${limit + 1}`;
}

function toView(row: EntryRow): JournalEntryView {
  return { ...row, recordedAt: row.recordedAt.toISOString() };
}
