import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { exchangeAnswer } from '../domain/exchange-answer';
import { wasOvertaken } from '../domain/sales.errors';
import { SaleContextQuery } from '../queries/sale-context.query';
import { ExchangeStore } from '../store/exchange.store';
import { type PreviewedRefund, RefundDesk } from '../store/refund-desk.store';
import { type PreviewedTransaction, toStockEffect } from '../store/sale-rehearsal.store';
import { productsOf } from './create-transaction.command';
import { type ExchangeCommand, planExchange } from './plan-exchange';

export interface PreviewedExchange extends Omit<ReturnType<typeof exchangeAnswer<PreviewedTransaction>>, 'refund'> {
  readonly dryRun: true;
  readonly refund: PreviewedRefund;
}

/** Plays an exchange through and rolls it back: what would go back, what is to be paid. Nobody has to answer for it. */
@Injectable()
export class PreviewExchangeUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly refunds: RefundDesk,
    private readonly exchanges: ExchangeStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ExchangeCommand): Promise<PreviewedExchange> {
    requireWorkplace(actor, command.sale.outletId);
    try {
      return await this.rehearse(actor, command);
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
      this.contexts.forget(actor.businessId);
      return this.rehearse(actor, command);
    }
  }

  private async rehearse(actor: Actor, command: ExchangeCommand): Promise<PreviewedExchange> {
    const { sale } = command;
    const operation = 'sales.preview-exchange';
    const idempotent = { idempotencyKey: newId(), operation, requestHash: requestHash(command) };
    await this.contexts.refresh(actor.businessId);
    const context = await this.contexts.decide(actor.businessId, sale.outletId, productsOf(sale), (of) => of, sale);
    return this.database.rehearse(writerOf(actor), async (tx) => {
      const now = this.clock.now();
      const { refunds } = this;
      const planned = await planExchange(tx, actor, command, { refunds, context, idempotent, now, rehearsed: true });
      const { refunded, sold, issued } = await this.exchanges.write(tx, planned.refund, planned.plan);
      const dryRun = true as const;
      const answer = exchangeAnswer({ ...planned, refund: planned.refund.plan, refunded, sold });
      const journalOf = (entryId: string | null) => refunds.journalOf(tx, entryId);
      const journals = [await journalOf(refunded.ledgerEntryId), await journalOf(sold.ledgerEntryId)] as const;
      return {
        ...answer,
        dryRun,
        refund: { ...answer.refund, dryRun, stockEffect: refunded.stockEffect, journalPreview: journals[0] },
        sale: { ...answer.sale, dryRun, stockEffect: issued.map(toStockEffect), journalPreview: journals[1] },
      };
    });
  }
}
