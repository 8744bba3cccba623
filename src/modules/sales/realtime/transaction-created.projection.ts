import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import {
  TENDER_METHODS,
  TRANSACTION_CREATED,
  type TransactionCreated,
  transactionCreatedSchema,
} from '../contracts/sales.events';

/** Tells of a sale; its customer and its lines are for whoever opens it. */
@SocketProjection()
export class TransactionCreatedProjection implements Projection<TransactionCreated> {
  readonly namespace = '/notifications';
  readonly eventType = TRANSACTION_CREATED;
  readonly message = 'transaction:created';
  readonly schema = transactionCreatedSchema
    .pick({
      transactionId: true,
      outletId: true,
      shiftId: true,
      receiptNumber: true,
      businessDate: true,
      orderType: true,
      tableId: true,
      grandTotal: true,
    })
    .extend({ paymentMethods: z.array(z.enum(TENDER_METHODS)), occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<TransactionCreated>): object {
    return {
      transactionId: payload.transactionId,
      outletId: payload.outletId,
      shiftId: payload.shiftId,
      receiptNumber: payload.receiptNumber,
      businessDate: payload.businessDate,
      orderType: payload.orderType,
      tableId: payload.tableId,
      grandTotal: payload.grandTotal,
      paymentMethods: [...new Set(payload.payments.map(({ method }) => method))],
      occurredAt: occurredAt.toISOString(),
    };
  }
}
