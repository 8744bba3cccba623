import type { PlantedDefect } from './planted-defect';

interface Flaw {
  /** The sequence of an operation that is not there. */
  readonly lost?: number;
  readonly mark?: number;
  /** What the next operation is to build on. */
  readonly head?: string;
  /** What the operations were done as; null: nobody remembers. */
  readonly doneAs?: string | null;
}

/** A device of the sale's outlet that told three operations, each built on the one before it; with a flaw. */
const history = ({ lost = 0, mark = 3, head = 'hash', doneAs = 'sales.quarantine-operation' }: Flaw) => `
  with recursive place as (
    select business_id, outlet_id, gen_random_uuid() as device from sales.transactions where id = :sale
  ), told as (
    select 1 as sequence, decode(repeat('00', 32), 'hex') as previous_hash, sha256(convert_to('1', 'UTF8')) as hash
    union all
    select sequence + 1, hash, sha256(convert_to((sequence + 1)::text, 'UTF8')) from told where sequence < 3
  ), kept as (
    insert into sales.offline_operations (business_id, id, device_id, outlet_id, sequence, hash, previous_hash, kind,
                                          content, refusal)
    select business_id, gen_random_uuid(), device, outlet_id, sequence, hash, previous_hash, 'dance', sequence::text,
           '{"code": "sync.kind-unknown"}'
      from place, told where sequence <> ${lost}
    returning business_id, id, hash
  ), remembered as (
    insert into platform.idempotency_records (business_id, key, operation, request_hash, answer)
    select business_id, 'sync:' || id, '${doneAs}', hash, '{}' from kept where ${doneAs !== null}
  )
  insert into sales.device_histories (business_id, device_id, applied_through, applied_hash)
  select business_id, device, ${mark}, ${head} from place, told where sequence = 3`;

export const ofOfflineTills: readonly PlantedDefect[] = [
  {
    title: 'an operation of a till was lost',
    sql: history({ lost: 2 }),
    caughtBy: ['offline.histories-gapless', 'offline.histories-chained'],
  },
  {
    title: 'the mark of a till is ahead of what it told',
    sql: history({ mark: 4 }),
    caughtBy: ['offline.histories-gapless'],
  },
  {
    title: 'the history of a till forks',
    sql: history({ head: `sha256('another')` }),
    caughtBy: ['offline.histories-chained'],
  },
  {
    title: 'what a till told was forgotten',
    sql: history({ doneAs: null }),
    caughtBy: ['offline.applied-once'],
  },
  {
    title: 'a quarantined operation was done all the same',
    sql: history({ doneAs: 'sales.create-transaction' }),
    caughtBy: ['offline.applied-once'],
  },
  {
    title: 'a quarantined operation is shown to nobody',
    sql: history({}),
    caughtBy: ['offline.nothing-lost'],
  },
  {
    title: 'a shelf was let go below zero and nobody was told',
    sql: `update inventory.stock_levels set oversold = true`,
    caughtBy: ['offline.oversold-is-told'],
  },
  {
    title: 'nobody was told of a sale that nobody paid',
    sql: `update sales.transactions set on_account = 5000, change = change + 5000, due_date = business_date where id = :other`,
    caughtBy: ['offline.missing-is-told', 'ledger.sales-tie', 'sales.payments-settle'],
  },
  {
    title: 'an exception is about nothing that was booked',
    sql: `insert into sales.sync_exceptions (business_id, id, operation_id, outlet_id, kind, facts)
          select business_id, gen_random_uuid(), gen_random_uuid(), outlet_id, 'not-entitled', '{}'
            from sales.transactions where id = :sale`,
    caughtBy: ['offline.exceptions-have-their-document'],
  },
  {
    title: 'a drawer was opened and nobody answers for it',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, reason, recorded_by)
          select business_id, gen_random_uuid(), shift_id, 'no_sale', 0, 'x', employee_id
            from sales.transactions where id = :sale`,
    caughtBy: ['offline.unanswered-is-told'],
  },
];
