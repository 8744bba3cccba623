import type { Actor } from '../../../kernel/actor';
import { newId } from '../../../kernel/ids';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import type { SaleContext } from '../domain/sale-context';
import { customerRequired, dueDatePast, outletNotFound } from '../domain/sales.errors';
import { settle, type Settlement } from '../domain/settlement';
import { planTransaction, type TransactionPlan } from '../domain/transaction-plan';
import type { CreateTransactionCommand } from './create-transaction.command';
import { priceSale, requireRights } from './price-sale';

/** Prices the cart, settles its payments and lays out the rows; the server computes every amount. */
export function planSale(
  actor: Actor,
  command: CreateTransactionCommand,
  context: SaleContext | null,
  idempotent: IdempotentCommand,
  now: Date,
): TransactionPlan {
  if (!context) throw outletNotFound(command.outletId);
  const approvals = requireRights(actor, command, context.lent);
  const { cart, occurredAt, businessDate } = priceSale(command, context, now);
  const { cashRoundingStep, cashRoundingDirection } = context.outlet;
  const { tip, dueDate } = command;
  const settlement = settle(cart.total, command.payments, cashRoundingStep, cashRoundingDirection, {
    tip,
    mayOwe: dueDate !== null,
  });
  requireDebtor(command, settlement, businessDate);
  const terms = {
    transactionId: command.id ?? newId(),
    businessId: actor.businessId,
    actor: { employeeId: actor.employeeId, role: actor.role },
    correlationId: actor.correlationId,
    shiftId: command.shiftId,
    orderType: command.orderType,
    tableId: command.tableId,
    customerId: command.customerId,
    dueDate,
    approvals,
    notes: command.notes,
    occurredAt,
    businessDate,
    offline: null,
  };
  return planTransaction(terms, cart, settlement, context, {
    key: idempotent.idempotencyKey,
    operation: idempotent.operation,
    requestHash: idempotent.requestHash.toString('hex'),
  });
}

/** What is owed, in whichever direction, is owed between the shop and somebody it knows. */
export function requireDebtor(
  { customerId, dueDate }: Pick<CreateTransactionCommand, 'customerId' | 'dueDate'>,
  { payments, onAccount }: Settlement,
  businessDate: string,
): void {
  const takesCredit = onAccount > 0n || payments.some(({ method }) => method === 'store_credit');
  if (takesCredit && customerId === null) throw customerRequired();
  if (onAccount > 0n && dueDate !== null && dueDate < businessDate) throw dueDatePast(dueDate, businessDate);
}
