import { Module } from '@nestjs/common';
import { LedgerController } from './http/ledger.controller';
import { ReceivablesController } from './http/receivables.controller';
import { AccountsQuery } from './queries/accounts.query';
import { JournalEntriesQuery } from './queries/journal-entries.query';
import { ReceivablesQuery } from './queries/receivables.query';
import { TrialBalanceQuery } from './queries/trial-balance.query';

@Module({
  controllers: [LedgerController, ReceivablesController],
  providers: [AccountsQuery, JournalEntriesQuery, TrialBalanceQuery, ReceivablesQuery],
})
export class LedgerModule {}
