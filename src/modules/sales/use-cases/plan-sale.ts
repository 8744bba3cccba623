import type { Actor } from '../../../kernel/actor';
import { newId } from '../../../kernel/ids';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import type { SaleContext } from '../domain/sale-context';
import { customerRequired, dueDatePast, outletNotFound } from '../domain/sales.errors';
import type { SaleTerms } from '../domain/sale-terms';
import { settle, type Settlement } from '../domain/settlement';
import { type PlanIdempotency, planTransaction, type TransactionPlan } from '../domain/transaction-plan';
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
  const terms = termsOf(actor, command, { occurredAt, businessDate, points: command.points, approvals, offline: null });
  return planTransaction(terms, cart, settlement, context, claimOf(idempotent));
}

type Decided = Pick<SaleTerms, 'occurredAt' | 'businessDate' | 'points' | 'approvals' | 'offline'>;

/** What a sale is apart from its cart and its tenders: as it was asked for, and what was decided besides. */
export function termsOf(actor: Actor, command: CreateTransactionCommand, decided: Decided): SaleTerms {
  const { id, shiftId, orderType, tableId, customerId, dueDate, notes } = command;
  return {
    transactionId: id ?? newId(),
    businessId: actor.businessId,
    actor: { employeeId: actor.employeeId, role: actor.role },
    correlationId: actor.correlationId,
    shiftId,
    orderType,
    tableId,
    customerId,
    dueDate,
    notes,
    ...decided,
  };
}

export function claimOf({ idempotencyKey, operation, requestHash }: IdempotentCommand): PlanIdempotency {
  return { key: idempotencyKey, operation, requestHash: requestHash.toString('hex') };
}

/** What is owed, in whichever direction, is owed between the shop and somebody it knows. */
function requireDebtor(
  { customerId, dueDate }: Pick<CreateTransactionCommand, 'customerId' | 'dueDate'>,
  { payments, onAccount }: Settlement,
  businessDate: string,
): void {
  const takesCredit = onAccount > 0n || payments.some(({ method }) => method === 'store_credit');
  if (takesCredit && customerId === null) throw customerRequired();
  if (onAccount > 0n && dueDate !== null && dueDate < businessDate) throw dueDatePast(dueDate, businessDate);
}
