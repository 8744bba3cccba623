import type { Invariant } from './invariant';

/** What providers took for sales and owe back, against what was asked for. */
export const paymentInvariants: readonly Invariant[] = [
  {
    id: 'payments.refunds-within-their-payment',
    name: 'what is given back of a payment, or will be, is no more than it was',
    sql: `
      select business_id, r.intent_id, i.amount, r.amount as refunded
        from (select business_id, intent_id, sum(amount) as amount from payments.refunds group by 1, 2) r
        left join payments.intents i using (business_id)
       where i.id = r.intent_id and r.amount > i.amount
      union all
      select r.business_id, r.intent_id, null, r.amount
        from payments.refunds r
       where not exists (select from payments.intents i where i.business_id = r.business_id and i.id = r.intent_id)`,
  },
  {
    id: 'payments.intents-are-their-payments',
    name: 'an intent that paid is one payment of one sale, of the same amount and method',
    sql: `
      select i.business_id, i.id, i.amount, p.amount as paid, i.method, p.method as paid_by
        from payments.intents i
        left join sales.payments p on p.business_id = i.business_id and p.id = i.payment_id
       where i.sale_id is not null
         and (i.state, i.sale_id, i.amount, i.method) is distinct from ('paid', p.transaction_id, p.amount, p.method)`,
  },
  {
    id: 'payments.voided-sales-are-given-back',
    name: 'what a provider took for a sale that was voided is owed back, all of it',
    whenQuiet: true,
    sql: `
      select i.business_id, i.id, i.amount, r.amount as refunded
        from payments.intents i
        join sales.voids v on v.business_id = i.business_id and v.transaction_id = i.sale_id
        left join payments.refunds r
          on r.business_id = i.business_id and r.intent_id = i.id and r.source_id = i.sale_id and r.reason = 'voided'
       where r.amount is distinct from i.amount`,
  },
  {
    id: 'payments.refunded-payments-are-given-back',
    name: 'what comes back of a sale by a payment that a provider took is owed back by it, neither more nor less',
    whenQuiet: true,
    sql: `
      select coalesce(p.business_id, r.business_id), coalesce(p.intent_id, r.intent_id), p.amount, r.amount as refunded
        from (select i.business_id, i.id as intent_id, p.transaction_id, p.amount
                from sales.payments p
                join payments.intents i on i.business_id = p.business_id and i.payment_id = p.original_payment_id) p
        full join (select * from payments.refunds where reason = 'refunded') r
          on r.business_id = p.business_id and r.intent_id = p.intent_id and r.source_id = p.transaction_id
       where p.amount is distinct from r.amount`,
  },
  {
    id: 'payments.closed-refunds-are-booked',
    name: 'what the shop has paid for a provider out of its bank or its safe is booked so, and nothing else is',
    sql: `
      select business_id, id, r.paid_from, r.amount, e.cleared, e.bank, e.safe
        from (select * from payments.refunds where paid_from in ('bank', 'safe')) r
        full join (select e.business_id, e.source_id as id, e.id as entry_id,
                          sum(l.debit - l.credit) filter (where a.system_role in ('QRIS_CLEARING', 'CARD_CLEARING')) as cleared,
                          sum(l.credit - l.debit) filter (where a.system_role = 'BANK') as bank,
                          sum(l.credit - l.debit) filter (where a.system_role = 'CASH_SAFE') as safe
                     from ledger.journal_entries e
                     join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where e.source_type = 'refund-task'
                    group by 1, 2, 3) e using (business_id, id)
       where (r.journal_entry_id, r.amount, r.amount) is distinct from
             (e.entry_id, e.cleared, case r.paid_from when 'bank' then e.bank else e.safe end)`,
  },
  {
    id: 'payments.webhooks-are-heard',
    name: 'something followed from every webhook that was kept',
    whenQuiet: true,
    sql: `
      select w.business_id, w.id, w.provider, w.event_id
        from payments.webhooks w
        left join payments.webhook_outcomes o on o.business_id = w.business_id and o.webhook_id = w.id
       where o.webhook_id is null`,
  },
  {
    id: 'payments.money-for-nothing-goes-back',
    name: 'a payment that was given up and paid is owed back; one that was paid and not given up is not late',
    sql: `
      select i.business_id, i.id, i.state, r.reason
        from payments.intents i
        join payments.refunds r on r.business_id = i.business_id and r.intent_id = i.id
       where (r.reason in ('late', 'unused') and i.state not in ('cancelled', 'expired', 'declined'))
          or (r.reason in ('voided', 'refunded') and i.state <> 'paid')`,
  },
];
