import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { Database } from '../../../platform/database/database';
import { type IdempotentCommand, requestHash } from '../../../platform/database/idempotency';
import { Metrics } from '../../../platform/observability/metrics';
import { TenantConfigs } from '../../identity';
import { pricesKeepMoving, wasOvertaken } from '../domain/sales.errors';
import type { TransactionPlan } from '../domain/transaction-plan';
import { SaleContextQuery } from '../queries/sale-context.query';
import { OutletLine } from '../store/outlet-line';
import type { CreatedTransaction } from '../store/transaction-writer';
import { TransactionWriters } from '../store/transaction-writers.store';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { planSale } from './plan-sale';

const PRICINGS_MAX = 3;

/** Sells a cart: header, items, payments, stock, drawer, receipt number, journal entry and events, or nothing. */
@Injectable()
export class CreateTransactionUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly tenantConfigs: TenantConfigs,
    private readonly writers: TransactionWriters,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
    private readonly line: OutletLine,
  ) {}

  /** `asked`: what the key stands for, where the command was worked out of it by what is known today. */
  async execute(
    actor: Actor,
    command: CreateTransactionCommand,
    idempotencyKey: string,
    asked: unknown = command,
  ): Promise<Answer<CreatedTransaction>> {
    requireWorkplace(actor, command.outletId);
    const idempotent = {
      idempotencyKey,
      operation: 'sales.create-transaction',
      requestHash: requestHash(asked),
    };
    const observe = this.metrics.saleSeconds.startTimer();
    return this.line.stand(command.outletId, async () => {
      const { useAtomicFunction, enableTelemetry } = await this.tenantConfigs.for(actor.businessId);
      const answer = await this.sell(actor, command, idempotent, useAtomicFunction);
      if (enableTelemetry && !answer.replayed) observe();
      return answer;
    });
  }

  /** Prices and commits; a sale that was priced under an older catalog is priced again. */
  private async sell(
    actor: Actor,
    command: CreateTransactionCommand,
    idempotent: IdempotentCommand,
    useAtomicFunction: boolean,
  ): Promise<Answer<CreatedTransaction>> {
    for (let pricing = 1; pricing <= PRICINGS_MAX; pricing++) {
      const plan = await this.plan(actor, command, idempotent);
      if (isAnswer(plan)) return plan;
      try {
        return await this.writers.write(plan, { useAtomicFunction });
      } catch (error) {
        if (!wasOvertaken(error)) throw error;
        this.contexts.forget(actor.businessId);
      }
    }
    throw pricesKeepMoving();
  }

  /** A plan; or, where today's catalog refuses what an earlier attempt has sold, the answer of that attempt. */
  private async plan(
    actor: Actor,
    command: CreateTransactionCommand,
    idempotent: IdempotentCommand,
  ): Promise<TransactionPlan | Answer<CreatedTransaction>> {
    try {
      return await this.contexts.decide(
        actor.businessId,
        command.outletId,
        productsOf(command),
        (context) => planSale(actor, command, context, idempotent, this.clock.now()),
        command,
      );
    } catch (refusal) {
      if (!(refusal instanceof DomainError)) throw refusal;
      const earlier = await this.database.recall<CreatedTransaction>(actor.businessId, idempotent);
      if (!earlier) throw refusal;
      return earlier;
    }
  }
}

function isAnswer(value: TransactionPlan | Answer<CreatedTransaction>): value is Answer<CreatedTransaction> {
  return 'replayed' in value;
}
