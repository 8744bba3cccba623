import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog';
import { IdentityModule } from '../identity';
import { CalculationController } from './http/calculation.controller';
import { DrawerLimitsController } from './http/drawer-limits.controller';
import { ExchangesController } from './http/exchanges.controller';
import { HeldBillsController } from './http/held-bills.controller';
import { LocalSalesController } from './http/local-sales.controller';
import { OfflineKinds } from './http/offline-kinds';
import { ReceiptSettingsController } from './http/receipt-settings.controller';
import { ReceiptVerificationController } from './http/receipt-verification.controller';
import { ReceiptsController } from './http/receipts.controller';
import { ReceivablePaymentsController } from './http/receivable-payments.controller';
import { ShiftReportsController } from './http/shift-reports.controller';
import { ShiftsController } from './http/shifts.controller';
import { SyncExceptionsController } from './http/sync-exceptions.controller';
import { SyncBatchesController } from './http/sync-batches.controller';
import { SyncIntake } from './http/sync-intake';
import { TransactionsController } from './http/transactions.controller';
import { UndoingController } from './http/undoing.controller';
import { DeviceHistoryQuery } from './queries/device-history.query';
import { DrawerLimitsQuery } from './queries/drawer-limits.query';
import { FundsQuery } from './queries/funds.query';
import { GuestsQuery } from './queries/guests.query';
import { HeldBillsQuery } from './queries/held-bills.query';
import { LocalCartQuery } from './queries/local-cart.query';
import { LocalSalesQuery } from './queries/local-sales.query';
import { ReceiptSettingsQuery } from './queries/receipt-settings.query';
import { ReceiptVerificationQuery } from './queries/receipt-verification.query';
import { ReceiptQuery } from './queries/receipt.query';
import { SaleContextQuery } from './queries/sale-context.query';
import { ShiftReportsQuery } from './queries/shift-reports.query';
import { ShiftsQuery } from './queries/shifts.query';
import { SoldTransactionQuery } from './queries/sold-transaction.query';
import { SyncExceptionsQuery } from './queries/sync-exceptions.query';
import { TransactionsQuery } from './queries/transactions.query';
import { DeviceSyncedProjection } from './realtime/device-synced.projection';
import { ShiftEndedProjection } from './realtime/shift-ended.projection';
import { ShiftStartedProjection } from './realtime/shift-started.projection';
import { TransactionCreatedProjection } from './realtime/transaction-created.projection';
import { TransactionRefundedProjection } from './realtime/transaction-refunded.projection';
import { TransactionVoidedProjection } from './realtime/transaction-voided.projection';
import { AtomicWriter } from './store/atomic-writer.store';
import { DeviceHistoryStore } from './store/device-history.store';
import { DrawerLimitStore } from './store/drawer-limit.store';
import { DrawerStore } from './store/drawer.store';
import { HeldBillStore } from './store/held-bill.store';
import { LateShifts } from './store/late-shifts.store';
import { ReceiptCopyStore } from './store/receipt-copy.store';
import { ReceiptSettingsStore } from './store/receipt-settings.store';
import { ReceivableStore } from './store/receivable.store';
import { ExchangeStore } from './store/exchange.store';
import { RefundDesk } from './store/refund-desk.store';
import { RefundWriter } from './store/refund-writer.store';
import { RefundableSaleStore } from './store/refundable-sale.store';
import { SaleRehearsal } from './store/sale-rehearsal.store';
import { ShiftStore } from './store/shift.store';
import { StandardWriter } from './store/standard-writer.store';
import { SyncExceptionStore } from './store/sync-exception.store';
import { TransactionWriters } from './store/transaction-writers.store';
import { BookOfflineMovementUseCase } from './use-cases/book-offline-movement.use-case';
import { BookOfflineSaleUseCase } from './use-cases/book-offline-sale.use-case';
import { UndoingStore } from './store/undoing.store';
import { CalculateCartUseCase } from './use-cases/calculate-cart.use-case';
import { ChangeDrawerLimitUseCase } from './use-cases/change-drawer-limit.use-case';
import { ChangeReceiptSettingsUseCase } from './use-cases/change-receipt-settings.use-case';
import { CloseShiftUseCase } from './use-cases/close-shift.use-case';
import { CreateTransactionUseCase } from './use-cases/create-transaction.use-case';
import { DeviceLine } from './queries/device-line';
import { EndShiftUseCase } from './use-cases/end-shift.use-case';
import { OutletLine } from './store/outlet-line';
import { ExchangeTransactionUseCase } from './use-cases/exchange-transaction.use-case';
import { HoldBillUseCase } from './use-cases/hold-bill.use-case';
import { MoveCashUseCase } from './use-cases/move-cash.use-case';
import { OpenShiftUseCase } from './use-cases/open-shift.use-case';
import { PreviewExchangeUseCase } from './use-cases/preview-exchange.use-case';
import { PreviewTransactionUseCase } from './use-cases/preview-transaction.use-case';
import { QuarantineOperationUseCase } from './use-cases/quarantine-operation.use-case';
import { ReceivePaymentUseCase } from './use-cases/receive-payment.use-case';
import { RecordReceiptCopyUseCase } from './use-cases/record-receipt-copy.use-case';
import { PreviewRefundUseCase } from './use-cases/preview-refund.use-case';
import { RefundTransactionUseCase } from './use-cases/refund-transaction.use-case';
import { ResolveSyncExceptionUseCase } from './use-cases/resolve-sync-exception.use-case';
import { ResumeHeldBillUseCase } from './use-cases/resume-held-bill.use-case';
import { TellSyncStatusUseCase } from './use-cases/tell-sync-status.use-case';
import { VoidTransactionUseCase } from './use-cases/void-transaction.use-case';

@Module({
  imports: [IdentityModule, CatalogModule],
  controllers: [
    CalculationController,
    TransactionsController,
    ShiftsController,
    HeldBillsController,
    LocalSalesController,
    ReceiptsController,
    ReceiptSettingsController,
    ReceiptVerificationController,
    ReceivablePaymentsController,
    ShiftReportsController,
    DrawerLimitsController,
    UndoingController,
    ExchangesController,
    SyncBatchesController,
    SyncExceptionsController,
  ],
  providers: [
    CreateTransactionUseCase,
    PreviewTransactionUseCase,
    CalculateCartUseCase,
    VoidTransactionUseCase,
    RefundTransactionUseCase,
    PreviewRefundUseCase,
    ExchangeTransactionUseCase,
    PreviewExchangeUseCase,
    OutletLine,
    OpenShiftUseCase,
    ReceivePaymentUseCase,
    MoveCashUseCase,
    EndShiftUseCase,
    CloseShiftUseCase,
    HoldBillUseCase,
    ResumeHeldBillUseCase,
    HeldBillsQuery,
    LocalCartQuery,
    LocalSalesQuery,
    RecordReceiptCopyUseCase,
    ChangeReceiptSettingsUseCase,
    ChangeDrawerLimitUseCase,
    SaleContextQuery,
    SoldTransactionQuery,
    ReceiptQuery,
    ReceiptSettingsQuery,
    ReceiptVerificationQuery,
    GuestsQuery,
    FundsQuery,
    LateShifts,
    TransactionsQuery,
    ShiftsQuery,
    ShiftReportsQuery,
    DrawerLimitsQuery,
    AtomicWriter,
    StandardWriter,
    TransactionWriters,
    SaleRehearsal,
    ShiftStore,
    HeldBillStore,
    ReceiptCopyStore,
    ReceiptSettingsStore,
    ReceivableStore,
    DrawerStore,
    UndoingStore,
    RefundDesk,
    ExchangeStore,
    RefundWriter,
    RefundableSaleStore,
    DrawerLimitStore,
    DeviceHistoryStore,
    DeviceHistoryQuery,
    QuarantineOperationUseCase,
    BookOfflineSaleUseCase,
    BookOfflineMovementUseCase,
    ResolveSyncExceptionUseCase,
    SyncExceptionsQuery,
    SyncExceptionStore,
    OfflineKinds,
    SyncIntake,
    DeviceLine,
    TellSyncStatusUseCase,
    DeviceSyncedProjection,
    TransactionCreatedProjection,
    TransactionRefundedProjection,
    TransactionVoidedProjection,
    ShiftStartedProjection,
    ShiftEndedProjection,
  ],
})
export class SalesModule {}
