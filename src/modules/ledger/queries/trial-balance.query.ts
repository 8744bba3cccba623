import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson, sum } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { todayOf } from '../domain/today';

export interface TrialBalanceAccount {
  readonly accountId: string;
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly normalSide: string;
  readonly debit: number;
  readonly credit: number;
  readonly balance: number;
}

export interface TrialBalance {
  readonly asOf: string;
  readonly accounts: TrialBalanceAccount[];
  readonly totalDebit: number;
  readonly totalCredit: number;
}

interface AccountRow extends Pick<TrialBalanceAccount, 'accountId' | 'code' | 'name' | 'type' | 'normalSide'> {
  readonly debit: bigint;
  readonly credit: bigint;
}

/** What every account with movement was debited and credited until a day's end; the two totals are equal, or the books are wrong. */
@Injectable()
export class TrialBalanceQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async asOf(actor: Actor, day?: string): Promise<TrialBalance> {
    const asOf = day ?? todayOf(this.clock.now());
    const rows = await this.database.read(actor.businessId, (tx) => readAccounts(tx, asOf));
    return {
      asOf,
      accounts: rows.map(toAccount),
      totalDebit: moneyToJson(sum(rows.map(({ debit }) => debit))),
      totalCredit: moneyToJson(sum(rows.map(({ credit }) => credit))),
    };
  }
}

function readAccounts(tx: ReadTx, asOf: string): Promise<AccountRow[]> {
  return tx.prisma.$queryRaw`
    select a.id as "accountId", a.code, a.name, a.type, a.normal_side as "normalSide", m.debit, m.credit
      from (select l.account_id, sum(l.debit)::bigint as debit, sum(l.credit)::bigint as credit
              from ledger.journal_lines l
              join ledger.journal_entries e on e.business_id = l.business_id and e.id = l.entry_id
             where l.business_id = ${tx.businessId}::uuid and e.effective_date <= ${asOf}::date
             group by l.account_id) m
      join ledger.accounts a on a.business_id = ${tx.businessId}::uuid and a.id = m.account_id
     order by a.code`;
}

function toAccount({ debit, credit, ...account }: AccountRow): TrialBalanceAccount {
  const balance = account.normalSide === 'debit' ? debit - credit : credit - debit;
  return { ...account, debit: moneyToJson(debit), credit: moneyToJson(credit), balance: moneyToJson(balance) };
}
