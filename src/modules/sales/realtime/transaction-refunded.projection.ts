import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { TRANSACTION_REFUNDED, type TransactionRefunded, transactionRefundedSchema } from '../contracts/refund.events';

/** Tells of goods that came back, also for others; the customer and the lines are for whoever opens the refund. */
@SocketProjection()
export class TransactionRefundedProjection implements Projection<TransactionRefunded> {
  readonly namespace = '/notifications';
  readonly eventType = TRANSACTION_REFUNDED;
  readonly message = 'transaction:refunded';
  readonly schema = transactionRefundedSchema
    .pick({
      transactionId: true,
      originalTransactionId: true,
      outletId: true,
      shiftId: true,
      receiptNumber: true,
      originalReceiptNumber: true,
      businessDate: true,
      refundTotal: true,
      reason: true,
    })
    .extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<TransactionRefunded>): object {
    return {
      transactionId: payload.transactionId,
      originalTransactionId: payload.originalTransactionId,
      outletId: payload.outletId,
      shiftId: payload.shiftId,
      receiptNumber: payload.receiptNumber,
      originalReceiptNumber: payload.originalReceiptNumber,
      businessDate: payload.businessDate,
      refundTotal: payload.refundTotal,
      reason: payload.reason,
      occurredAt: occurredAt.toISOString(),
    };
  }
}
