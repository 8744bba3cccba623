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

export const inPayments: readonly PlantedDefect[] = [
  {
    title: 'more goes back than was paid',
    sql: `with intent as (${intentOf('paid', 10_000)}) ${refundsOf('6000, 6000', 'refunded')}`,
    caughtBy: ['payments.refunds-within-their-payment'],
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
