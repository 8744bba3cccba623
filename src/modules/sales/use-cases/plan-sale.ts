import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { newId } from '../../../kernel/ids';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import { priceCart } from '../domain/pricing';
import type { SaleContext } from '../domain/sale-context';
import { occurredInTheFuture, outletNotFound, priceOverrideForbidden } from '../domain/sales.errors';
import { settle } from '../domain/settlement';
import { planTransaction, type TransactionPlan } from '../domain/transaction-plan';
import type { CreateTransactionCommand } from './create-transaction.command';

/** How far a till's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** Prices the cart, settles its payments and lays out the rows; the server computes every amount. */
export function planSale(
  actor: Actor,
  command: CreateTransactionCommand,
  context: SaleContext | null,
  idempotent: IdempotentCommand,
  now: Date,
): TransactionPlan {
  if (!context) throw outletNotFound(command.outletId);
  requireRightToSetPrices(actor, command);
  const occurredAt = command.occurredAt ?? now;
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) throw occurredInTheFuture(occurredAt);
  const businessDate = businessDateOf(occurredAt, context.outlet.timeZone, context.outlet.dayStartsAt);
  const cart = priceCart(command.items, context, businessDate);
  const settlement = settle(cart.total, command.payments, context.outlet.cashRoundingStep);
  const terms = {
    transactionId: command.id ?? newId(),
    businessId: actor.businessId,
    actor: { employeeId: actor.employeeId, role: actor.role },
    correlationId: actor.correlationId,
    shiftId: command.shiftId,
    orderType: command.orderType,
    tableId: command.tableId,
    customerId: command.customerId,
    notes: command.notes,
    occurredAt,
    businessDate,
  };
  return planTransaction(terms, cart, settlement, context, {
    key: idempotent.idempotencyKey,
    operation: idempotent.operation,
    requestHash: idempotent.requestHash.toString('hex'),
  });
}

function requireRightToSetPrices(actor: Actor, command: CreateTransactionCommand): void {
  const setsPrice = command.items.some((item) => item.unitPrice !== null);
  if (setsPrice && !actorCan(actor, 'sale.override-price')) throw priceOverrideForbidden();
}
