import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { TRANSACTION_EXCHANGED, type TransactionExchanged } from '../contracts/refund.events';
import { refundAnswer, type RefundedTransaction } from './refund-answer';
import type { RefundPlan } from './refund-plan';

/** A refund and the sale that it pays for, as far as `exchanged` goes. */
export interface Exchange<Sold extends { readonly transactionId: string }> {
  readonly refund: RefundPlan;
  readonly refunded: Pick<RefundedTransaction, 'receiptNumber' | 'ledgerEntryId'>;
  readonly sold: Sold;
  readonly exchanged: Money;
}

/** What the till is told: what came back, what was taken, and what of the one paid for the other. */
export function exchangeAnswer<Sold extends { readonly transactionId: string }>(exchange: Exchange<Sold>) {
  const { refund, refunded, sold, exchanged } = exchange;
  const { receiptNumber, ledgerEntryId } = refunded;
  return {
    originalTransactionId: refund.facts.sale.id,
    exchanged: moneyToJson(exchanged),
    givenBack: moneyToJson(givenBack(exchange)),
    refund: { ...refundAnswer(refund), receiptNumber, ledgerEntryId },
    sale: { ...sold, exchange: { refundId: refund.facts.transactionId, saleId: sold.transactionId } },
  };
}

export function transactionExchanged(
  exchange: Exchange<{ readonly transactionId: string }>,
): DomainEvent<typeof TRANSACTION_EXCHANGED, TransactionExchanged> {
  const { refund, sold, exchanged } = exchange;
  const { sale, at, transactionId } = refund.facts;
  return {
    eventId: newId(),
    type: TRANSACTION_EXCHANGED,
    version: 1,
    outletId: sale.outletId,
    occurredAt: at,
    payload: {
      originalTransactionId: sale.id,
      refundId: transactionId,
      saleId: sold.transactionId,
      outletId: sale.outletId,
      exchanged: moneyToJson(exchanged),
      givenBack: moneyToJson(givenBack(exchange)),
    },
  };
}

function givenBack({ refund: { settlement }, exchanged }: Exchange<{ readonly transactionId: string }>): Money {
  return settlement.grandTotal - settlement.onAccount - exchanged;
}
