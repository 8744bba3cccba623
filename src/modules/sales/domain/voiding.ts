import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { TRANSACTION_VOIDED, type TransactionVoided } from '../contracts/undoing.events';
import {
  notASale,
  transactionExchanged,
  transactionRefunded,
  transactionVoided as alreadyVoided,
} from './undoing.errors';

/** A sale as whoever undoes it finds it, under the lock that keeps others from undoing it. */
export interface UndoableSale {
  readonly id: string;
  readonly type: string;
  readonly outletId: string;
  readonly shiftId: string;
  readonly receiptNumber: string;
  readonly businessDate: string;
  readonly orderType: string;
  readonly tableId: string | null;
  readonly customerId: string | null;
  readonly grandTotal: Money;
  readonly journalEntryId: string | null;
  readonly isVoided: boolean;
  readonly isRefunded: boolean;
  readonly payments: readonly { readonly id: string; readonly method: string; readonly amount: Money }[];
}

/** Whose reason it is, and who answers for it. */
export interface Voiding {
  readonly reason: string;
  readonly voidedBy: string;
  readonly approvedBy: string;
  readonly voidedAt: Date;
}

/** Throws `sales.not-a-sale` and `sales.transaction-voided`. */
export function requireUndoable({ type, isVoided }: UndoableSale): void {
  if (type !== 'sale') throw notASale(type);
  if (isVoided) throw alreadyVoided();
}

/** Throws `sales.transaction-refunded` and `sales.transaction-exchanged` too: what was given back cannot be annulled. */
export function requireVoidable(sale: UndoableSale): void {
  requireUndoable(sale);
  if (sale.isRefunded) throw transactionRefunded();
  if (sale.payments.some(({ method }) => method === 'exchange')) throw transactionExchanged();
}

export function transactionVoided(
  sale: UndoableSale,
  { reason, approvedBy, voidedAt }: Voiding,
): DomainEvent<typeof TRANSACTION_VOIDED, TransactionVoided> {
  return {
    eventId: newId(),
    type: TRANSACTION_VOIDED,
    version: 1,
    outletId: sale.outletId,
    occurredAt: voidedAt,
    payload: {
      transactionId: sale.id,
      outletId: sale.outletId,
      shiftId: sale.shiftId,
      receiptNumber: sale.receiptNumber,
      businessDate: sale.businessDate,
      tableId: sale.tableId,
      customerId: sale.customerId,
      grandTotal: moneyToJson(sale.grandTotal),
      reason,
      approvedBy,
      payments: sale.payments.map(({ id, method, amount }) => ({
        paymentId: id,
        method,
        amount: moneyToJson(amount),
      })),
    },
  };
}
