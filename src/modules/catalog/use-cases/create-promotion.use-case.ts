import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { Promotion } from '../contracts/promotion';
import { promotionCreated } from '../domain/promotion-change';
import { type PromotionView, toView } from '../queries/promotion-view';
import { PromotionStore } from '../store/promotion.store';

export type CreatePromotionCommand = Omit<Promotion, 'id'>;

/** Begins a promotion: from the next sale on it is given where it holds. */
@Injectable()
export class CreatePromotionUseCase {
  constructor(
    private readonly database: Database,
    private readonly promotions: PromotionStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: CreatePromotionCommand, idempotencyKey: string): Promise<Answer<PromotionView>> {
    if (command.outletId !== null) requireWorkplace(actor, command.outletId);
    const idempotent = { idempotencyKey, operation: 'catalog.create-promotion', requestHash: requestHash(command) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const promotion = { ...command, id: newId(), active: true, version: 1 };
      await this.promotions.add(tx, promotion);
      tx.record(promotionCreated(promotion, this.clock.now()));
      return toView(promotion, 0);
    });
  }
}
