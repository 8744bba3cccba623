import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { TRANSACTION_VOIDED, type TransactionVoided, transactionVoidedSchema } from '../contracts/undoing.events';

/** Tells that a sale is none any more; who answers for it is for whoever opens it. */
@SocketProjection()
export class TransactionVoidedProjection implements Projection<TransactionVoided> {
  readonly namespace = '/notifications';
  readonly eventType = TRANSACTION_VOIDED;
  readonly message = 'transaction:voided';
  readonly schema = transactionVoidedSchema
    .pick({
      transactionId: true,
      outletId: true,
      shiftId: true,
      receiptNumber: true,
      businessDate: true,
      tableId: true,
      grandTotal: true,
      reason: true,
    })
    .extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<TransactionVoided>): object {
    return {
      transactionId: payload.transactionId,
      outletId: payload.outletId,
      shiftId: payload.shiftId,
      receiptNumber: payload.receiptNumber,
      businessDate: payload.businessDate,
      tableId: payload.tableId,
      grandTotal: payload.grandTotal,
      reason: payload.reason,
      occurredAt: occurredAt.toISOString(),
    };
  }
}
