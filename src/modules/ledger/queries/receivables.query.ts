import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { type Page, toPage } from '../../../platform/http/paging';
import { todayOf } from '../domain/today';
import type { ReceivableFilterInput, ReceivableView } from '../http/receivable.schema';
import { type DueDatePosition, readDueDatePosition } from './due-date-position';

type ReceivableRow = Omit<ReceivableView, 'amount' | 'open' | 'status'> & {
  readonly amount: bigint;
  readonly open: bigint;
};

/** What customers owe at the outlets of the actor, the longest due first. */
@Injectable()
export class ReceivablesQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async list(actor: Actor, filter: ReceivableFilterInput): Promise<Page<ReceivableView>> {
    const after = readDueDatePosition(filter.cursor);
    const asOf = filter.asOf ?? todayOf(this.clock.now());
    const outletIds = filter.outletId ? [filter.outletId] : actor.outletIds;
    const rows = await this.database.read(actor.businessId, (tx) =>
      readReceivables(tx, { ...filter, outletIds, asOf }, after),
    );
    return toPage(rows.map(toView), filter.limit, ({ dueDate, receivableId }) => [dueDate, receivableId]);
  }
}

function readReceivables(
  tx: ReadTx,
  filter: ReceivableFilterInput & { readonly outletIds: readonly string[]; readonly asOf: string },
  after: DueDatePosition | null,
): Promise<ReceivableRow[]> {
  const { customerId = null, status = null, dueBefore = null, outletIds, asOf, limit } = filter;
  return tx.prisma.$queryRaw`
    select i.id as "receivableId", i.customer_id as "customerId", i.outlet_id as "outletId",
           i.source_type as "sourceType", i.source_id as "sourceId", i.opened_on::text as "openedOn",
           i.due_date::text as "dueDate", i.amount, i.amount - i.settled as open,
           case when i.settled < i.amount then greatest(${asOf}::date - i.due_date, 0) else 0 end as "daysOverdue"
      from ledger.open_items i
     where i.business_id = ${tx.businessId}::uuid and i.kind = 'receivable'
       and i.outlet_id = any (${[...outletIds]}::uuid[])
       and (${customerId}::uuid is null or i.customer_id = ${customerId}::uuid)
       and (${status}::text is null or (i.settled < i.amount) = (${status}::text = 'open'))
       and (${dueBefore}::date is null or i.due_date < ${dueBefore}::date)
       and (${after?.dueDate ?? null}::date is null
            or (i.due_date, i.id) > (${after?.dueDate ?? null}::date, ${after?.id ?? null}::uuid))
     order by i.due_date, i.id
     limit ${limit + 1}`;
}

function toView({ amount, open, ...row }: ReceivableRow): ReceivableView {
  return { ...row, amount: moneyToJson(amount), open: moneyToJson(open), status: open > 0n ? 'open' : 'settled' };
}
