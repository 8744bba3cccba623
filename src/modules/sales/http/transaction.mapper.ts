import { invariant } from '../../../kernel/invariant';
import { parseQuantity } from '../../../kernel/quantity';
import type { CreateTransactionCommand } from '../use-cases/create-transaction.command';
import type { CreateTransactionInput } from './transaction.schema';

/** The validated body in the words of the domain: money as bigint, quantities scaled, what is absent as null. */
export function toCommand(input: CreateTransactionInput): CreateTransactionCommand {
  return {
    id: input.id ?? null,
    outletId: input.outletId,
    shiftId: input.shiftId,
    orderType: input.orderType,
    tableId: input.tableId ?? null,
    customerId: input.customerId ?? null,
    items: input.items.map((item) => {
      const quantity = parseQuantity(item.quantity);
      invariant(quantity !== null, 'the schema lets no such quantity through');
      const unitPrice = item.unitPrice ?? item.price ?? null;
      return {
        productId: item.productId,
        variantId: item.variantId ?? null,
        quantity,
        unitPrice: unitPrice === null ? null : BigInt(unitPrice),
        modifiers: item.modifiers,
        notes: item.notes ?? null,
      };
    }),
    payments: input.payments.map(({ method, amount, reference }) => ({
      method,
      amount: BigInt(amount),
      reference: reference ?? null,
    })),
    notes: input.notes ?? null,
    occurredAt: input.occurredAt ? new Date(input.occurredAt) : null,
  };
}
