import type { PlantedDefect } from './planted-defect';

const card = (balance: number, entries: number) => `
  insert into customers.gift_cards (business_id, id, code_hash, ending, balance, entries)
  select business_id, gen_random_uuid(), sha256('planted'), 'PLAN', ${balance}, ${entries}
    from sales.transactions where id = :sale`;

export const onGiftCards: readonly PlantedDefect[] = [
  {
    title: 'what is on a gift card comes from nowhere',
    sql: card(5_000, 0),
    caughtBy: ['customers.gift-cards-are-their-entries', 'customers.gift-cards-tie'],
  },
  {
    title: 'an entry of a gift card is lost',
    sql: card(0, 1),
    caughtBy: ['customers.gift-cards-are-their-entries'],
  },
  {
    title: 'cash was posted as a gift card',
    sql: `update ledger.journal_lines l
             set account_id = (select id from ledger.accounts a
                                where a.business_id = l.business_id and a.system_role = 'GIFT_CARD')
           where entry_id = (select journal_entry_id from sales.transactions where id = :other) and line_number = 1`,
    caughtBy: ['customers.gift-cards-tie'],
  },
  {
    title: 'a gift card was taken that nobody spent',
    sql: `update sales.payments set method = 'gift_card' where transaction_id = :sale and method = 'qris'`,
    caughtBy: ['sales.gift-cards-spent'],
  },
  {
    title: 'a gift card was sold, and nothing is on it',
    sql: `insert into customers.gift_card_sales (business_id, id, gift_card_id, outlet_id, shift_id, method, amount,
                                                 employee_id, business_date, journal_entry_id,
                                                 receipt_head)
          select business_id, gen_random_uuid(), gen_random_uuid(), outlet_id, shift_id, 'card', 5000, employee_id,
                 business_date, journal_entry_id, receipt_head
            from sales.transactions where id = :sale`,
    caughtBy: ['customers.gift-card-sales-tie', 'shifts.tenders-are-their-payments'],
  },
  {
    title: 'cash of a gift card that nobody sold is in the drawer',
    sql: `insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, recorded_by)
          select business_id, gen_random_uuid(), shift_id, 'gift_card', 5000, employee_id
            from sales.transactions where id = :sale`,
    caughtBy: ['customers.gift-card-sales-tie', 'shifts.totals-are-their-sales'],
  },
];
