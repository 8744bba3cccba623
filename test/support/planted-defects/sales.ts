import { entryOfSale, lineOf, type PlantedDefect } from './planted-defect';

export const inSales: readonly PlantedDefect[] = [
  {
    title: 'an item is lost',
    sql: 'delete from sales.transaction_items where transaction_id = :sale and line_number = 1',
    caughtBy: ['sales.header-is-its-lines', 'listeners.recipes-deducted'],
  },
  {
    title: 'all items are lost',
    sql: 'delete from sales.transaction_items where transaction_id = :sale',
    caughtBy: ['sales.nothing-half-written', 'stock.movements-have-their-item'],
  },
  {
    title: 'an item is priced wrongly',
    sql: 'update sales.transaction_items set gross = gross + 1 where transaction_id = :sale and line_number = 1',
    caughtBy: ['sales.line-arithmetic'],
  },
  {
    title: 'a modifier is given away',
    sql: 'update sales.item_modifiers set unit_price = 0',
    caughtBy: ['sales.line-arithmetic'],
  },
  {
    title: 'a discount has no reason',
    sql: `update sales.transaction_items set discount_amount = 1, total = total - 1
           where transaction_id = :sale and line_number = 1`,
    caughtBy: ['sales.discounts-have-reasons'],
  },
  {
    title: 'a discount takes more than there is',
    sql: `insert into sales.item_discounts (business_id, id, item_id, position, scope, source, name, amount, before_tax)
          select business_id, gen_random_uuid(), id, 1, 'line', 'manual', 'Diskon', gross + 1, 0
            from sales.transaction_items where transaction_id = :sale`,
    caughtBy: ['sales.discounts-have-reasons'],
  },
  {
    title: 'a discount belongs to no item',
    sql: `insert into sales.item_discounts (business_id, id, item_id, position, scope, source, name, amount, before_tax)
          select business_id, gen_random_uuid(), gen_random_uuid(), 1, 'line', 'manual', 'Diskon', 1, 1
            from sales.transactions where id = :sale`,
    caughtBy: ['sales.nothing-without-its-header'],
  },
  {
    title: 'a combo has more of one part than of another',
    sql: `insert into sales.item_combos (business_id, item_id, item_number, product_id, name, uom)
          select business_id, id, 1, product_id, name, 'pcs' from sales.transaction_items where transaction_id = :sale`,
    caughtBy: ['sales.combos-are-whole'],
  },
  {
    title: 'a payment is lost',
    sql: `delete from sales.payments where transaction_id = :sale and method = 'qris'`,
    caughtBy: ['sales.payments-settle', 'shifts.tenders-are-their-payments'],
  },
  {
    title: 'a payment is counted twice',
    sql: `insert into sales.payments
          select business_id, gen_random_uuid(), transaction_id, 9, method, tendered, change, amount, reference
            from sales.payments where transaction_id = :sale and method = 'qris'`,
    caughtBy: ['sales.payments-settle', 'shifts.tenders-are-their-payments'],
  },
  {
    title: 'a payment belongs to no sale',
    sql: `update sales.payments set transaction_id = gen_random_uuid() where transaction_id = :sale and method = 'qris'`,
    caughtBy: ['sales.nothing-without-its-header'],
  },
  {
    title: 'a sale has no journal entry',
    sql: 'update sales.transactions set journal_entry_id = null where id = :sale',
    caughtBy: ['sales.nothing-half-written', 'ledger.sales-tie'],
  },
  {
    title: 'a sale points to the entry of another',
    sql: `update sales.transactions set journal_entry_id = (select journal_entry_id from sales.transactions where id = :other)
           where id = :sale`,
    caughtBy: ['sales.nothing-half-written'],
  },
  {
    title: 'cash never reached the drawer',
    sql: 'delete from sales.drawer_movements where transaction_id = :sale',
    caughtBy: ['sales.cash-ties', 'shifts.totals-are-their-sales'],
  },
  {
    title: 'cash reached the drawer of another shift',
    sql: `update sales.drawer_movements set shift_id = gen_random_uuid() where transaction_id = :sale`,
    caughtBy: ['sales.cash-ties'],
  },
  {
    title: 'cash was posted as bank',
    sql: `update ledger.journal_lines l
             set account_id = (select id from ledger.accounts a where a.business_id = l.business_id and a.system_role = 'BANK')
           where ${entryOfSale} and ${lineOf('CASH_DRAWER')}`,
    caughtBy: ['sales.cash-ties'],
  },
  {
    title: 'a receipt number is skipped',
    sql: 'update sales.transactions set receipt_sequence = receipt_sequence + 1 where id = :other',
    caughtBy: ['sales.receipts-gapless', 'sales.receipt-number-says-so'],
  },
  {
    title: 'the last sale of a day is lost',
    sql: 'delete from sales.transactions where id = :other',
    caughtBy: ['sales.receipts-gapless', 'log.no-phantom-events', 'sales.idempotency-settled'],
  },
  {
    title: 'the receipt counter ran ahead',
    sql: 'update sales.receipt_counters set last_number = last_number + 1',
    caughtBy: ['sales.receipts-gapless'],
  },
  {
    title: 'a key was committed without its answer',
    sql: 'update platform.idempotency_records set answer = null where key = :sale::text',
    caughtBy: ['sales.idempotency-settled'],
  },
  {
    title: 'a key was forgotten',
    sql: 'delete from platform.idempotency_records where key = :sale::text',
    caughtBy: ['sales.idempotency-settled'],
  },
  {
    title: 'two keys answer with one sale',
    sql: `insert into platform.idempotency_records (business_id, key, operation, request_hash, answer)
          select business_id, 'again', operation, request_hash, answer from platform.idempotency_records where key = :sale::text`,
    caughtBy: ['sales.idempotency-settled'],
  },
  {
    title: 'a key answers with a sale that was rolled back',
    sql: `update platform.idempotency_records set answer = jsonb_set(answer, '{transactionId}', to_jsonb(gen_random_uuid()))
           where key = :sale::text`,
    caughtBy: ['sales.idempotency-settled'],
  },
];

export const inShifts: readonly PlantedDefect[] = [
  {
    title: 'a shift missed a sale',
    sql: 'update sales.shift_totals set sales_count = sales_count - 1',
    caughtBy: ['shifts.totals-are-their-sales'],
  },
  {
    title: 'a shift expects another amount of cash',
    sql: 'update sales.shift_totals set expected_cash = expected_cash + 500',
    caughtBy: ['shifts.totals-are-their-sales'],
  },
  {
    title: 'a tender is totalled wrongly',
    sql: `update sales.shift_tenders set amount = amount + 1 where method = 'cash'`,
    caughtBy: ['shifts.tenders-are-their-payments'],
  },
  {
    title: 'a tender is not totalled',
    sql: `delete from sales.shift_tenders where method = 'qris'`,
    caughtBy: ['shifts.tenders-are-their-payments'],
  },
  {
    title: 'a float is lost',
    sql: `delete from sales.drawer_movements where kind = 'float'`,
    caughtBy: ['shifts.float-is-opening-cash', 'shifts.totals-are-their-sales'],
  },
  {
    title: 'a shift was closed against another expectation',
    sql: `update sales.shifts set state = 'closed', closed_at = now(), counted_cash = 0, expected_cash = 0`,
    caughtBy: ['shifts.expected-cash-derivable', 'drawers.z-report-is-its-shift', 'drawers.account-ties'],
  },
];
