import { invariant } from '../../../kernel/invariant';
import { parseQuantity } from '../../../kernel/quantity';
import type { LocalCart } from '../queries/local-cart.query';
import {
  type AskedDiscount,
  type CreateTransactionCommand,
  noteCustomer,
} from '../use-cases/create-transaction.command';
import type { CreateLocalSaleInput } from './local-sale.schema';

export function toLocalCart({ items, ...input }: CreateLocalSaleInput): LocalCart {
  return {
    items: items.map(({ product_id, quantity, unit_price, size, discount }) => {
      const parsed = parseQuantity(quantity.toFixed(4));
      invariant(parsed !== null, 'the schema lets no such quantity through');
      return {
        productId: product_id,
        size: size ?? null,
        unitId: null,
        quantity: parsed,
        unitPrice: unit_price == null ? null : BigInt(unit_price),
        modifiers: [],
        choices: [],
        discount: toDiscount(discount),
        notes: null,
      };
    }),
    discount: toDiscount(input.discount_amount),
    method: input.payment_method,
    tendered: input.tendered_amount == null ? null : BigInt(input.tendered_amount),
  };
}

export function toCommand(
  { customer_name, notes }: CreateLocalSaleInput,
  { id: shiftId, outletId }: { readonly id: string; readonly outletId: string },
  cart: Pick<CreateTransactionCommand, 'items' | 'discount' | 'payments'>,
): CreateTransactionCommand {
  return {
    id: null,
    outletId,
    shiftId,
    orderType: 'retail',
    tableId: null,
    customerId: null,
    ...cart,
    points: 0n,
    vouchers: [],
    approvals: [],
    tip: 0n,
    dueDate: null,
    notes: noteCustomer(customer_name ?? null, notes ?? null),
    occurredAt: null,
  };
}

function toDiscount(amount: number | null | undefined): AskedDiscount | null {
  return amount ? { off: { kind: 'fixed', amount: BigInt(amount) }, reason: null } : null;
}
