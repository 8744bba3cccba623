import type { PlantedDefect } from './planted-defect';

const intentOf = (state: string, amount: number) => `
  insert into payments.intents (business_id, id, outlet_id, method, provider, amount, currency, state, requested_by,
                                created_at, expires_at)
  select business_id, id, outlet_id, 'qris', 'sandbox', ${amount}, 'IDR', '${state}', employee_id, now(),
         now() + interval '1 minute'
    from sales.transactions where id = :sale
  returning business_id, id`;

const refundsOf = (amounts: string, reason: string) => `
  insert into payments.refunds (business_id, id, intent_id, amount, reason, source_id, next_attempt_at, owed_at)
  select business_id, gen_random_uuid(), id, amount, '${reason}', gen_random_uuid(), now(), now()
    from intent, unnest(array[${amounts}]) as amount`;

const usedIntent = (payment: string, amount: string) => `
  insert into payments.intents (business_id, id, outlet_id, method, provider, amount, currency, state, requested_by,
                                created_at, expires_at, sale_id, payment_id)
  select t.business_id, gen_random_uuid(), t.outlet_id, 'qris', 'sandbox', ${amount}, 'IDR', 'paid', t.employee_id, now(),
         now() + interval '1 minute', t.id, ${payment}
    from sales.transactions t join sales.payments p on p.transaction_id = t.id and p.method = 'qris'
   where t.id = :sale`;

export const inPayments: readonly PlantedDefect[] = [
  {
    title: 'an intent paid for less than it is',
    sql: usedIntent('p.id', 'p.amount + 1'),
    caughtBy: ['payments.intents-are-their-payments'],
  },
  {
    title: 'an intent is the payment of nothing',
    sql: usedIntent('gen_random_uuid()', 'p.amount'),
    caughtBy: ['payments.intents-are-their-payments'],
  },
  {
    title: 'a provider keeps what it took for a sale that was voided',
    sql: `with voided as (
            insert into sales.voids (business_id, transaction_id, reason, voided_by, approved_by, voided_at)
            select business_id, id, 'salah', employee_id, employee_id, now() from sales.transactions where id = :sale)
          ${usedIntent('p.id', 'p.amount')}`,
    caughtBy: ['payments.voided-sales-are-given-back'],
  },
  {
    title: 'a provider keeps what it took for goods that came back',
    sql: `with used as (${usedIntent('p.id', 'p.amount')})
          insert into sales.payments
          select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'line_number', 99,
                    'original_payment_id', p.id, 'amount', 1, 'tendered', 1, 'change', 0))).*
            from sales.payments p where p.transaction_id = :sale and p.method = 'qris'`,
    caughtBy: ['payments.refunded-payments-are-given-back'],
  },
  {
    title: 'a customer was paid by hand, and nothing was booked',
    sql: `with intent as (${intentOf('cancelled', 10_000)})
          insert into payments.refunds (business_id, id, intent_id, amount, reason, source_id, state, paid_from,
                                        closed_reason, closed_by, closed_at, journal_entry_id, owed_at)
          select business_id, gen_random_uuid(), id, 10000, 'unused', id, 'closed', 'bank', 'tutup', gen_random_uuid(), now(),
                 (select journal_entry_id from sales.transactions where id = :sale), now()
            from intent`,
    caughtBy: ['payments.closed-refunds-are-booked'],
  },
  {
    title: 'a webhook is forgotten',
    sql: `insert into payments.webhooks (business_id, id, provider, event_id, intent_id, body, received_at)
          select business_id, gen_random_uuid(), 'sandbox', 'forgotten', id, '', now()
            from sales.transactions where id = :sale`,
    caughtBy: ['payments.webhooks-are-heard'],
  },
  {
    title: 'more goes back than was paid',
    sql: `with intent as (${intentOf('paid', 10_000)}) ${refundsOf('6000, 6000', 'refunded')}`,
    caughtBy: ['payments.refunds-within-their-payment', 'payments.refunded-payments-are-given-back'],
  },
  {
    title: 'money goes back that nobody paid',
    sql: `with intent as (select business_id, id from sales.transactions where id = :sale) ${refundsOf('1', 'late')}`,
    caughtBy: ['payments.refunds-within-their-payment'],
  },
  {
    title: 'money goes back as late that was in time',
    sql: `with intent as (${intentOf('paid', 10_000)}) ${refundsOf('10000', 'late')}`,
    caughtBy: ['payments.money-for-nothing-goes-back'],
  },
];
