import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { type IdempotentCommand, requestHash } from '../../../platform/database/idempotency';
import type { Tx } from '../../../platform/database/tx';
import { exchangeAnswer, transactionExchanged } from '../domain/exchange-answer';
import type { SaleContext } from '../domain/sale-context';
import { pricesKeepMoving, wasOvertaken } from '../domain/sales.errors';
import { SaleContextQuery } from '../queries/sale-context.query';
import { ExchangeStore } from '../store/exchange.store';
import { OutletLine } from '../store/outlet-line';
import { RefundDesk } from '../store/refund-desk.store';
import type { CreatedTransaction } from '../store/transaction-writer';
import { productsOf } from './create-transaction.command';
import { type ExchangeCommand, planExchange } from './plan-exchange';

const PRICINGS_MAX = 3;

export type ExchangedTransaction = ReturnType<typeof exchangeAnswer<CreatedTransaction>>;

export type { ExchangeCommand } from './plan-exchange';

/** Takes goods of a sale back and gives others for them: a refund and a sale in one commit, of which the one pays the other. */
@Injectable()
export class ExchangeTransactionUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly refunds: RefundDesk,
    private readonly exchanges: ExchangeStore,
    private readonly clock: Clock,
    private readonly line: OutletLine,
  ) {}

  async execute(actor: Actor, command: ExchangeCommand, idempotencyKey: string): Promise<Answer<ExchangedTransaction>> {
    const { outletId } = command.sale;
    requireWorkplace(actor, outletId);
    const idempotent = { idempotencyKey, operation: 'sales.exchange-transaction', requestHash: requestHash(command) };
    return this.line.stand(outletId, () => this.commit(actor, command, idempotent));
  }

  /** Prices and commits; what was priced under an older catalog is priced again. */
  private async commit(
    actor: Actor,
    command: ExchangeCommand,
    idempotent: IdempotentCommand,
  ): Promise<Answer<ExchangedTransaction>> {
    const { sale } = command;
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
    command: ExchangeCommand,
    context: SaleContext | null,
    idempotent: IdempotentCommand,
  ): Promise<ExchangedTransaction> {
    const now = this.clock.now();
    const { refunds } = this;
    const { refund, plan, exchanged } = await planExchange(tx, actor, command, { refunds, context, idempotent, now });
    const exchange = { refund: refund.plan, exchanged, ...(await this.exchanges.write(tx, refund, plan)) };
    tx.record(transactionExchanged(exchange));
    return exchangeAnswer(exchange);
  }
}
