import type { Invariant } from './invariant';

export const settlementInvariants: readonly Invariant[] = [
  {
    id: 'ledger.settlements-tie',
    name: 'what a settlement says came to the bank, and its fee, is what its entry took out of the clearing account',
    sql: `
      select business_id, id, s.gross, s.fee, l.bank, l.fee as booked_fee, l.cleared
        from ledger.settlements s
        full join (select e.business_id, e.source_id as id, e.id as entry_id,
                          sum(l.debit - l.credit) filter (where a.system_role = 'BANK') as bank,
                          sum(l.debit - l.credit) filter (where a.system_role in ('PAYMENT_FEE', 'PLATFORM_FEE')) as fee,
                          sum(l.credit - l.debit) filter (where a.system_role in
                            ('CARD_CLEARING', 'QRIS_CLEARING', 'PLATFORM_CLEARING')) as cleared
                     from ledger.journal_entries e
                     join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
                     join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
                    where e.source_type = 'settlement'
                    group by 1, 2, 3) l using (business_id, id)
       where (s.entry_id, s.gross - s.fee, s.fee, s.gross)
             is distinct from (l.entry_id, coalesce(l.bank, 0), coalesce(l.fee, 0), l.cleared)`,
  },
];
