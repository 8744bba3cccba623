import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog';
import { IdentityModule } from '../identity';
import { ShiftsController } from './http/shifts.controller';
import { TransactionsController } from './http/transactions.controller';
import { SaleContextQuery } from './queries/sale-context.query';
import { ShiftsQuery } from './queries/shifts.query';
import { TransactionsQuery } from './queries/transactions.query';
import { AtomicWriter } from './store/atomic-writer.store';
import { SaleRehearsal } from './store/sale-rehearsal.store';
import { ShiftStore } from './store/shift.store';
import { StandardWriter } from './store/standard-writer.store';
import { TransactionWriters } from './store/transaction-writers.store';
import { CloseShiftUseCase } from './use-cases/close-shift.use-case';
import { CreateTransactionUseCase } from './use-cases/create-transaction.use-case';
import { OpenShiftUseCase } from './use-cases/open-shift.use-case';
import { PreviewTransactionUseCase } from './use-cases/preview-transaction.use-case';

@Module({
  imports: [IdentityModule, CatalogModule],
  controllers: [TransactionsController, ShiftsController],
  providers: [
    CreateTransactionUseCase,
    PreviewTransactionUseCase,
    OpenShiftUseCase,
    CloseShiftUseCase,
    SaleContextQuery,
    TransactionsQuery,
    ShiftsQuery,
    AtomicWriter,
    StandardWriter,
    TransactionWriters,
    SaleRehearsal,
    ShiftStore,
  ],
})
export class SalesModule {}
