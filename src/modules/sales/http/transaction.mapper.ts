import { invariant } from '../../../kernel/invariant';
import { parseQuantity } from '../../../kernel/quantity';
import type { CalculateCartCommand } from '../use-cases/calculate-cart.use-case';
import type { CartItem, CreateTransactionCommand } from '../use-cases/create-transaction.command';
import type { CalculateCartInput } from './calculation.schema';
import type { DiscountInput } from './discount.schema';
import type { CreateTransactionInput } from './transaction.schema';

/** The validated body in the words of the domain: money as bigint, quantities scaled, what is absent as null. */
export function toCommand(input: CreateTransactionInput): CreateTransactionCommand {
  return {
    ...toCalculation(input),
    shiftId: input.shiftId,
    payments: input.payments.map(({ method, amount, reference, intentId }) => ({
      method,
      amount: BigInt(amount),
      reference: reference ?? null,
      ...(intentId ? { intentId } : {}),
    })),
    tip: BigInt(input.tip),
    dueDate: input.dueDate ?? null,
  };
}

export function toCalculation(input: CalculateCartInput): CalculateCartCommand {
  return {
    id: input.id ?? null,
    outletId: input.outletId,
    orderType: input.orderType,
    tableId: input.tableId ?? null,
    customerId: input.customerId ?? null,
    items: input.items.map(toCartItem),
    discount: toDiscount(input.discount),
    points: BigInt(input.points),
    vouchers: input.vouchers,
    approvals: [input.approval ?? []].flat(),
    notes: input.notes ?? null,
    occurredAt: input.occurredAt ? new Date(input.occurredAt) : null,
  };
}

function toDiscount(input: DiscountInput | null | undefined): CreateTransactionCommand['discount'] {
  if (!input) return null;
  const reason = input.reason ?? null;
  if (input.kind === 'percentage') return { off: { kind: 'percentage', rateBps: input.rateBps }, reason };
  return { off: { kind: 'fixed', amount: BigInt(input.amount) }, reason };
}

export function toCartItem(item: CreateTransactionInput['items'][number]): CartItem {
  const quantity = parseQuantity(item.quantity);
  invariant(quantity !== null, 'the schema lets no such quantity through');
  const unitPrice = item.unitPrice ?? item.price ?? null;
  return {
    productId: item.productId,
    variantId: item.variantId ?? null,
    unitId: item.unitId ?? null,
    quantity,
    unitPrice: unitPrice === null ? null : BigInt(unitPrice),
    modifiers: item.modifiers,
    choices: item.choices.map((choice) => ({ ...choice, variantId: choice.variantId ?? null })),
    discount: toDiscount(item.discount),
    notes: item.notes ?? null,
  };
}
