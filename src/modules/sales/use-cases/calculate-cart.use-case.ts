import { Injectable } from '@nestjs/common';
import { type Actor, actorCan, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { priceAnswer } from '../domain/price-answer';
import { outletNotFound } from '../domain/sales.errors';
import { GuestsQuery } from '../queries/guests.query';
import { SaleContextQuery } from '../queries/sale-context.query';
import { type CreateTransactionCommand, productsOf } from './create-transaction.command';
import { priceSale, rightsNeeded } from './price-sale';

export type CalculateCartCommand = Omit<CreateTransactionCommand, 'shiftId' | 'payments' | 'tip' | 'dueDate'>;

export type CalculatedCart = ReturnType<typeof priceAnswer> & {
  /** Permissions that the sale takes and its cashier lacks. */
  readonly permissionsMissing: string[];
};

/** Prices a cart as its sale would, and says why; it writes nothing. */
@Injectable()
export class CalculateCartUseCase {
  constructor(
    private readonly contexts: SaleContextQuery,
    private readonly guests: GuestsQuery,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: CalculateCartCommand): Promise<CalculatedCart> {
    requireWorkplace(actor, command.outletId);
    await this.guests.require(actor.businessId, command.customerId);
    await this.contexts.refresh(actor.businessId);
    const priced = await this.contexts.decide(
      actor.businessId,
      command.outletId,
      productsOf(command),
      (context) => {
        if (!context) throw outletNotFound(command.outletId);
        const { cart, businessDate } = priceSale(command, context, this.clock.now());
        return priceAnswer(cart, context, businessDate);
      },
      command,
    );
    return { ...priced, permissionsMissing: rightsNeeded(command).filter((right) => !actorCan(actor, right)) };
  }
}
