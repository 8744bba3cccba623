import type { Invariant } from './invariant';

export const saleInvariants: readonly Invariant[] = [
  {
    id: 'sales.header-is-its-lines',
    name: 'the amounts of a transaction are the sums of its items',
    sql: `
      select t.business_id, t.id, t.grand_total, i.total
        from sales.transactions t
        left join (select business_id, transaction_id, sum(subtotal) as subtotal, sum(discount_amount) as discount,
                          sum(service_charge) as service, sum(tax_amount) as tax, sum(total) as total
                     from sales.transaction_items
                    group by 1, 2) i on i.business_id = t.business_id and i.transaction_id = t.id
       where (t.subtotal, t.discount_amount, t.service_charge, t.tax_amount, t.grand_total - t.rounding)
             is distinct from (i.subtotal, i.discount, i.service, i.tax, i.total)`,
  },
  {
    id: 'sales.line-arithmetic',
    name: 'an item’s gross is its quantity times its price and modifiers, half up',
    sql: `
      select i.business_id, i.id, i.gross, i.quantity, i.unit_price
        from sales.transaction_items i
        left join (select business_id, item_id, sum(unit_price * quantity) as extras
                     from sales.item_modifiers
                    group by 1, 2) m on m.business_id = i.business_id and m.item_id = i.id
       where i.original_item_id is null
         and (i.gross <> round(i.quantity * (i.unit_price + coalesce(m.extras, 0))) or i.subtotal > i.gross)`,
  },
  {
    id: 'sales.discounts-have-reasons',
    name: 'what was taken off an item is the sum of its reasons, and no more than its price',
    sql: `
      select i.business_id, i.id, i.discount_amount, d.before_tax, d.amount
        from sales.transaction_items i
        left join (select business_id, item_id, sum(before_tax) as before_tax, sum(amount) as amount
                     from sales.item_discounts
                    group by 1, 2) d on d.business_id = i.business_id and d.item_id = i.id
       where i.original_item_id is null
         and (i.discount_amount <> coalesce(d.before_tax, 0) or d.amount > i.gross)`,
  },
  {
    id: 'sales.combos-are-whole',
    name: 'the items that were sold as one combo are as many, and of one combo',
    sql: `
      select c.business_id, i.transaction_id, c.item_number
        from sales.item_combos c
        left join sales.transaction_items i on i.business_id = c.business_id and i.id = c.item_id
       group by c.business_id, i.transaction_id, c.item_number
      having i.transaction_id is null or count(distinct i.quantity) > 1
          or count(distinct (c.product_id, c.name, c.uom)) > 1`,
  },
  {
    id: 'sales.payments-settle',
    name: 'what was tendered, given back and settled is what the transaction says',
    sql: `
      select t.business_id, t.id, t.grand_total, t.tip, t.on_account, t.paid, t.change, p.amount, p.tendered
        from sales.transactions t
        left join (select business_id, transaction_id, sum(amount) as amount, sum(tendered) as tendered,
                          sum(change) as change
                     from sales.payments
                    group by 1, 2) p on p.business_id = t.business_id and p.transaction_id = t.id
       where (t.grand_total + t.tip - t.on_account, t.paid, t.change)
             is distinct from (coalesce(p.amount, 0), coalesce(p.tendered, 0), coalesce(p.change, 0))`,
  },
  {
    id: 'sales.nothing-half-written',
    name: 'a sale has items, and a journal entry of its own unless there was nothing to post',
    sql: `
      select t.business_id, t.id, t.journal_entry_id
        from sales.transactions t
        left join ledger.journal_entries e
          on e.business_id = t.business_id and e.id = t.journal_entry_id and e.source_id = t.id
        left join (select business_id, transaction_id, sum(coalesce(cost, 0)) as cost
                     from sales.transaction_items
                    group by 1, 2) i on i.business_id = t.business_id and i.transaction_id = t.id
       where i.transaction_id is null
          or (e.id is null and (t.journal_entry_id is not null or t.grand_total <> 0 or i.cost <> 0))`,
  },
  {
    id: 'sales.nothing-without-its-header',
    name: 'items, modifiers, discounts, payments and drawer movements belong to a transaction that exists',
    sql: `
      select o.business_id, o.part, o.id
        from (select business_id, 'item' as part, id, transaction_id from sales.transaction_items
              union all select business_id, 'payment', id, transaction_id from sales.payments
              union all select business_id, 'drawer movement', id, transaction_id
                          from sales.drawer_movements where kind = 'sale'
              union all select m.business_id, 'modifier', m.id, i.transaction_id
                          from sales.item_modifiers m
                          left join sales.transaction_items i on i.business_id = m.business_id and i.id = m.item_id
              union all select d.business_id, 'discount', d.id, i.transaction_id
                          from sales.item_discounts d
                          left join sales.transaction_items i on i.business_id = d.business_id and i.id = d.item_id) o
        left join sales.transactions t on t.business_id = o.business_id and t.id = o.transaction_id
       where t.id is null`,
  },
  {
    id: 'sales.cash-ties',
    name: 'the cash of a sale is what went into its shift’s drawer and onto the drawer’s account',
    sql: `
      select t.business_id, t.id, p.cash as paid, d.cash as drawer, j.cash as ledger
        from sales.transactions t
        left join (select business_id, transaction_id, sum(amount) as cash
                     from sales.payments where method = 'cash'
                    group by 1, 2) p on p.business_id = t.business_id and p.transaction_id = t.id
        left join (select business_id, transaction_id, shift_id, sum(amount) as cash
                     from sales.drawer_movements where kind = 'sale'
                    group by 1, 2, 3) d on d.business_id = t.business_id and d.transaction_id = t.id
        left join (select l.business_id, l.entry_id, sum(l.debit - l.credit) as cash
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role = 'CASH_DRAWER'
                    group by 1, 2) j on j.business_id = t.business_id and j.entry_id = t.journal_entry_id
       where t.type = 'sale'
         and ((coalesce(d.cash, 0), coalesce(j.cash, 0)) is distinct from (coalesce(p.cash, 0), coalesce(p.cash, 0))
              or d.shift_id <> t.shift_id)`,
  },
  {
    id: 'sales.receipts-gapless',
    name: 'receipts count from 1 without gap or repeat, as far as their counter, per outlet and business date',
    sql: `
      select business_id, outlet_id, business_date, t.receipts, t.highest, c.last_number
        from (select business_id, outlet_id, business_date, count(*) as receipts,
                     count(distinct receipt_sequence) as distinct_receipts, min(receipt_sequence) as lowest,
                     max(receipt_sequence) as highest
                from sales.transactions
               group by 1, 2, 3) t
        full join sales.receipt_counters c using (business_id, outlet_id, business_date)
       where (t.receipts, t.distinct_receipts, t.lowest, t.highest)
             is distinct from (c.last_number, c.last_number, 1, c.last_number)`,
  },
  {
    id: 'sales.receipt-number-says-so',
    name: 'a receipt number ends in its business date and its place in it',
    sql: `
      select t.business_id, t.id, t.receipt_number
        from sales.transactions t
       where right(t.receipt_number, 16)
             <> '-' || to_char(t.business_date, 'YYYYMMDD') || '-' || lpad(t.receipt_sequence::text, 6, '0')`,
  },
  {
    id: 'sales.idempotency-settled',
    name: 'every idempotency key has its answer, and every transaction exactly one',
    sql: `
      select r.business_id, r.key as subject
        from platform.idempotency_records r
       where r.answer is null
      union all
      select business_id, coalesce(t.id, r.id)
        from (select business_id, id::text from sales.transactions) t
        full join (select k.business_id, d.id, count(*) as answers
                     from platform.idempotency_records k
                     cross join unnest(array[k.answer->>'transactionId', k.answer->'refund'->>'transactionId',
                                             k.answer->'sale'->>'transactionId']) as d(id)
                    where k.operation in ('sales.create-transaction', 'sales.refund-transaction',
                                          'sales.exchange-transaction')
                      and d.id is not null
                    group by 1, 2) r using (business_id, id)
       where t.id is null or r.answers is distinct from 1`,
  },
];
