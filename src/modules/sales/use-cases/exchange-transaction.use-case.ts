import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { sum } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { type IdempotentCommand, requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { exchangeAnswer, transactionExchanged } from '../domain/exchange-answer';
import type { SaleContext } from '../domain/sale-context';
import { outletNotFound, pricesKeepMoving, wasOvertaken } from '../domain/sales.errors';
import { SaleContextQuery } from '../queries/sale-context.query';
import { ExchangeStore } from '../store/exchange.store';
import { type RefundCommand, RefundDesk } from '../store/refund-desk.store';
import type { CreatedTransaction } from '../store/transaction-writer';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { planSale } from './plan-sale';
import { priceSale } from './price-sale';

const PRICINGS_MAX = 3;

export type ExchangedTransaction = ReturnType<typeof exchangeAnswer<CreatedTransaction>>;

/** The refund's method is how what comes back goes to the customer, as far as it is worth more than what is taken. */
export interface ExchangeCommand extends Omit<RefundCommand, 'shiftId' | 'customerId'> {
  /** What is taken instead, with what is paid on top. */
  readonly sale: CreateTransactionCommand;
}

/** Takes goods of a sale back and gives others for them: a refund and a sale in one commit, of which the one pays the other. */
@Injectable()
export class ExchangeTransactionUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly refunds: RefundDesk,
    private readonly exchanges: ExchangeStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ExchangeCommand, idempotencyKey: string): Promise<Answer<ExchangedTransaction>> {
    const { sale } = command;
    requireWorkplace(actor, sale.outletId);
    const idempotent = { idempotencyKey, operation: 'sales.exchange-transaction', requestHash: requestHash(command) };
    for (let pricing = 1; pricing <= PRICINGS_MAX; pricing++) {
      // What the commit refuses by prices that have moved is not decided again, so it decides on those of now.
      await this.contexts.refresh(actor.businessId);
      const context = await this.contexts.decide(actor.businessId, sale.outletId, productsOf(sale), (of) => of, sale);
      try {
        return await this.database.write(writerOf(actor), idempotent, (tx) =>
          this.exchange(tx, actor, command, context, idempotent),
        );
      } catch (error) {
        if (!wasOvertaken(error)) throw error;
        this.contexts.forget(actor.businessId);
      }
    }
    throw pricesKeepMoving();
  }

  private async exchange(
    tx: Tx,
    actor: Actor,
    { sale, ...returned }: ExchangeCommand,
    context: SaleContext | null,
    idempotent: IdempotentCommand,
  ): Promise<ExchangedTransaction> {
    if (!context) throw outletNotFound(sale.outletId);
    const now = this.clock.now();
    const price = priceSale(sale, context, now).cart.total + sale.tip;
    const { shiftId, customerId } = sale;
    const refund = await this.refunds.plan(tx, actor, { ...returned, shiftId, customerId }, { price });
    const { facts, settlement } = refund.plan;
    const exchanged = sum(settlement.tenders.filter(({ method }) => method === 'exchange').map(({ amount }) => amount));
    const byReturns = { method: 'exchange', amount: exchanged, reference: facts.sale.receiptNumber } as const;
    const payments = exchanged === 0n ? sale.payments : [byReturns, ...sale.payments];
    const plan = planSale(actor, { ...sale, payments }, context, idempotent, now);
    const exchange = { refund: refund.plan, exchanged, ...(await this.exchanges.write(tx, refund, plan)) };
    tx.record(transactionExchanged(exchange));
    return exchangeAnswer(exchange);
  }
}
