import type { Invariant } from './invariant';

/** What is on gift cards, against its entries, the sales that it was spent in, and the books. */
export const giftCardInvariants: readonly Invariant[] = [
  {
    id: 'customers.gift-cards-are-their-entries',
    name: 'what is on a gift card is the sum of its entries, which count from 1',
    sql: `
      select c.business_id, c.id, c.balance, c.entries, e.amount, e.entries as found
        from customers.gift_cards c
        full join (select business_id, gift_card_id as id, sum(amount) as amount, count(*) as entries, max(number) as last
                     from customers.gift_card_entries
                    group by 1, 2) e using (business_id, id)
       where (c.balance, c.entries, c.entries)
             is distinct from (coalesce(e.amount, 0), coalesce(e.entries, 0), coalesce(e.last, 0))`,
  },
  {
    id: 'customers.gift-cards-tie',
    name: 'what is on all gift cards is what the books owe for them',
    sql: `
      select business_id, c.balance, l.owed
        from (select business_id, sum(balance) as balance from customers.gift_cards group by 1) c
        full join (select l.business_id, sum(l.credit - l.debit) as owed
                     from ledger.journal_lines l
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where a.system_role = 'GIFT_CARD'
                    group by 1) l using (business_id)
       where coalesce(c.balance, 0) <> coalesce(l.owed, 0)`,
  },
  {
    id: 'sales.gift-cards-spent',
    name: 'what a sale was paid with by gift card left the cards',
    sql: `
      select business_id, id, p.amount as paid, e.amount as spent
        from (select business_id, transaction_id as id, sum(amount) as amount
                from sales.payments where method = 'gift_card' and original_payment_id is null
               group by 1, 2) p
        full join (select business_id, source_id as id, -sum(amount) as amount
                     from customers.gift_card_entries where source_type = 'sale'
                    group by 1, 2) e using (business_id, id)
       where coalesce(p.amount, 0) <> coalesce(e.amount, 0)`,
  },
  {
    id: 'customers.gift-card-sales-tie',
    name: 'what a gift card was sold for is on it, booked, and in the drawer when it was cash',
    sql: `
      select business_id, id, s.amount, e.amount as put_on, l.amount as booked, d.amount as drawer
        from customers.gift_card_sales s
        full join (select business_id, source_id as id, gift_card_id, sum(amount) as amount
                     from customers.gift_card_entries where source_type = 'gift-card-sale'
                    group by 1, 2, 3) e using (business_id, id)
        full join (select j.business_id, j.source_id as id, j.id as entry_id, sum(l.credit - l.debit) as amount
                     from ledger.journal_entries j
                     join ledger.journal_lines l on l.business_id = j.business_id and l.entry_id = j.id
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where j.source_type = 'gift-card-sale' and a.system_role = 'GIFT_CARD'
                    group by 1, 2, 3) l using (business_id, id)
        full join (select business_id, id, shift_id, amount from sales.drawer_movements where kind = 'gift_card') d
          using (business_id, id)
       where (s.amount, s.amount, s.gift_card_id, s.journal_entry_id, case s.method when 'cash' then s.amount end,
              case s.method when 'cash' then s.shift_id end)
             is distinct from (e.amount, l.amount, e.gift_card_id, l.entry_id, d.amount, d.shift_id)`,
  },
];
