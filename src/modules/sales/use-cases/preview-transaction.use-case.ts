import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { requestHash } from '../../../platform/database/idempotency';
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
    this.contexts.forget(actor.businessId);
    const context = await this.contexts.load(actor.businessId, command.outletId, productsOf(command));
    const idempotent = {
      idempotencyKey: newId(),
      operation: 'sales.preview-transaction',
      requestHash: requestHash(command),
    };
    return this.rehearsal.run(planSale(actor, command, context, idempotent, this.clock.now()));
  }
}
