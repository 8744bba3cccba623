import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { requestHash } from '../../../platform/database/idempotency';
import { wasOvertaken } from '../domain/sales.errors';
import { SaleContextQuery } from '../queries/sale-context.query';
import { type PreviewedTransaction, SaleRehearsal } from '../store/sale-rehearsal.store';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { planSale } from './plan-sale';

/** Shows what a sale would do, stock and journal included, by the same code, and does nothing. */
@Injectable()
export class PreviewTransactionUseCase {
  constructor(
    private readonly contexts: SaleContextQuery,
    private readonly rehearsal: SaleRehearsal,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: CreateTransactionCommand): Promise<PreviewedTransaction> {
    requireWorkplace(actor, command.outletId);
    try {
      return await this.rehearse(actor, command);
    } catch (error) {
      if (!wasOvertaken(error)) throw error;
      this.contexts.forget(actor.businessId);
      return this.rehearse(actor, command);
    }
  }

  private async rehearse(actor: Actor, command: CreateTransactionCommand): Promise<PreviewedTransaction> {
    const idempotent = {
      idempotencyKey: newId(),
      operation: 'sales.preview-transaction',
      requestHash: requestHash(command),
    };
    const plan = await this.contexts.decide(
      actor.businessId,
      command.outletId,
      productsOf(command),
      (context) => planSale(actor, command, context, idempotent, this.clock.now()),
      command,
    );
    return this.rehearsal.run(plan);
  }
}
