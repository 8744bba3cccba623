import { entryOfSale, lineOf, type PlantedDefect } from './planted-defect';

export const inTheBooks: readonly PlantedDefect[] = [
  {
    title: 'a journal line is lost',
    sql: `delete from ledger.journal_lines l where ${entryOfSale} and ${lineOf('SALES_FNB')}`,
    caughtBy: ['ledger.entries-balance', 'ledger.trial-balance-is-zero', 'ledger.sales-tie'],
  },
  {
    title: 'two errors cancel each other',
    sql: `update ledger.journal_lines l
             set debit = debit + case when ${entryOfSale} then 1 else -1 end
           where ${lineOf('CASH_DRAWER')}
             and entry_id in (select journal_entry_id from sales.transactions where id in (:sale, :other))`,
    caughtBy: ['ledger.entries-balance'],
  },
  {
    title: 'lines have lost their entry',
    sql: 'delete from ledger.journal_entries where source_id = :sale',
    caughtBy: ['ledger.entries-balance', 'sales.nothing-half-written'],
  },
  {
    title: 'an entry has no lines',
    sql: `delete from ledger.journal_lines l where ${entryOfSale}`,
    caughtBy: ['ledger.entries-balance'],
  },
  {
    title: 'revenue was posted as tax',
    sql: `with moved as (update ledger.journal_lines l set credit = credit - 100
                          where ${entryOfSale} and ${lineOf('SALES_FNB')} returning 1)
          update ledger.journal_lines l set credit = credit + 100 where ${entryOfSale} and ${lineOf('PBJT_PAYABLE')}`,
    caughtBy: ['ledger.sales-tie'],
  },
  {
    title: 'the cost of what was sold was not posted',
    sql: `delete from ledger.journal_lines l where ${entryOfSale} and (${lineOf('COGS')} or ${lineOf('INVENTORY')})`,
    caughtBy: ['ledger.sales-tie', 'stock.value-ties-to-the-ledger'],
  },
  {
    title: 'an amount exceeds what JSON can carry',
    sql: `update ledger.journal_lines l set debit = 9007199254740992 where ${entryOfSale} and debit > 0`,
    caughtBy: ['ledger.money-in-range'],
  },
];
