import type { Actor } from '../../../kernel/actor';
import { sum, type Money } from '../../../kernel/money';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import type { SaleContext } from '../domain/sale-context';
import { outletNotFound } from '../domain/sales.errors';
import type { TransactionPlan } from '../domain/transaction-plan';
import type { PlannedRefund, RefundCommand, RefundDesk } from '../store/refund-desk.store';
import type { CreateTransactionCommand } from './create-transaction.command';
import { planSale } from './plan-sale';
import { priceSale } from './price-sale';

/** The refund's method is how what comes back goes to the customer, as far as it is worth more than what is taken. */
export interface ExchangeCommand extends Omit<RefundCommand, 'shiftId' | 'customerId'> {
  /** What is taken instead, with what is paid on top. */
  readonly sale: CreateTransactionCommand;
}

export interface PlannedExchange {
  readonly refund: PlannedRefund;
  readonly plan: TransactionPlan;
  /** What of the refund pays for the sale. */
  readonly exchanged: Money;
}

interface Circumstances {
  readonly refunds: RefundDesk;
  readonly context: SaleContext | null;
  readonly idempotent: IdempotentCommand;
  readonly now: Date;
  /** A rehearsal needs nobody to answer for it. */
  readonly rehearsed?: boolean;
}

/** The refund by what the goods cost that are taken, under its locks, and then the sale, with what the refund pays for it. */
export async function planExchange(
  tx: Tx,
  actor: Actor,
  { sale, ...returned }: ExchangeCommand,
  { refunds, context, idempotent, now, rehearsed = false }: Circumstances,
): Promise<PlannedExchange> {
  if (!context) throw outletNotFound(sale.outletId);
  const price = priceSale(sale, context, now).cart.total + sale.tip;
  const { shiftId, customerId } = sale;
  const refund = await refunds.plan(tx, actor, { ...returned, shiftId, customerId }, { price, rehearsed });
  const { facts, settlement } = refund.plan;
  const exchanged = sum(settlement.tenders.filter(({ method }) => method === 'exchange').map(({ amount }) => amount));
  const byReturns = { method: 'exchange', amount: exchanged, reference: facts.sale.receiptNumber } as const;
  const payments = exchanged === 0n ? sale.payments : [byReturns, ...sale.payments];
  return { refund, exchanged, plan: planSale(actor, { ...sale, payments }, context, idempotent, now) };
}
