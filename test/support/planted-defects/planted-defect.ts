/** What goes wrong, in SQL by the owner with every trigger and foreign key asleep; and the invariants that must see it. */
export interface PlantedDefect {
  readonly title: string;
  /** :sale is a sale with a customer, :other one without; both at one outlet, :other the later. */
  readonly sql: string;
  readonly caughtBy: readonly string[];
}

export const entryOfSale = 'entry_id = (select journal_entry_id from sales.transactions where id = :sale)';

/** The condition that a journal line `l` is on the account of a role. */
export const lineOf = (role: string) =>
  `account_id = (select id from ledger.accounts a where a.business_id = l.business_id and a.system_role = '${role}')`;
