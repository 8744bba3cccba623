import { Module } from '@nestjs/common';
import { LedgerController } from './http/ledger.controller';
import { ReceivablesController } from './http/receivables.controller';
import { SettlementsController } from './http/settlements.controller';
import { AccountsQuery } from './queries/accounts.query';
import { JournalEntriesQuery } from './queries/journal-entries.query';
import { ReceivablesQuery } from './queries/receivables.query';
import { TrialBalanceQuery } from './queries/trial-balance.query';
import { SettlementStore } from './store/settlement.store';
import { RecordSettlementUseCase } from './use-cases/record-settlement.use-case';

@Module({
  controllers: [LedgerController, ReceivablesController, SettlementsController],
  providers: [
    AccountsQuery,
    JournalEntriesQuery,
    TrialBalanceQuery,
    ReceivablesQuery,
    RecordSettlementUseCase,
    SettlementStore,
  ],
})
export class LedgerModule {}
