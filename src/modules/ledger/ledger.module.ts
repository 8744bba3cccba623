import { Module } from '@nestjs/common';
import { LedgerController } from './http/ledger.controller';
import { AccountsQuery } from './queries/accounts.query';
import { JournalEntriesQuery } from './queries/journal-entries.query';
import { TrialBalanceQuery } from './queries/trial-balance.query';

@Module({
  controllers: [LedgerController],
  providers: [AccountsQuery, JournalEntriesQuery, TrialBalanceQuery],
})
export class LedgerModule {}
