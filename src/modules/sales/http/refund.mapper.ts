import { invariant } from '../../../kernel/invariant';
import { parseQuantity } from '../../../kernel/quantity';
import type { RefundCommand } from '../use-cases/refund-transaction.use-case';
import type { RefundTransactionInput } from './refund.schema';

export function toRefund(transactionId: string, input: RefundTransactionInput): RefundCommand {
  return {
    transactionId,
    shiftId: input.shiftId,
    method: input.method,
    customerId: input.customerId ?? null,
    reason: input.reason,
    approval: input.approval,
    items: toReturns(input.items),
  };
}

export function toReturns(returns: RefundTransactionInput['items']): RefundCommand['items'] {
  return returns.map(({ itemId, quantity: text, restock }) => {
    const quantity = parseQuantity(text);
    invariant(quantity !== null, 'the schema lets no such quantity through');
    return { itemId, quantity, restock };
  });
}
