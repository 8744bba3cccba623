import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { promotionNotFound, promotionStale } from '../domain/catalog.errors';
import { changePromotion, promotionChanged, type PromotionChanges } from '../domain/promotion-change';
import { PromotionsQuery } from '../queries/promotions.query';
import type { PromotionView } from '../queries/promotion-view';
import { PromotionStore } from '../store/promotion.store';

export type { PromotionChanges } from '../domain/promotion-change';

export interface ChangePromotionCommand {
  readonly promotionId: string;
  readonly changes: PromotionChanges;
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/** Renames, moves, ends or begins again a promotion; what it takes off is not changed. */
@Injectable()
export class ChangePromotionUseCase {
  constructor(
    private readonly database: Database,
    private readonly promotions: PromotionStore,
    private readonly views: PromotionsQuery,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ChangePromotionCommand): Promise<PromotionView> {
    const { promotionId, changes, expectedVersion } = command;
    return this.database.change(writerOf(actor), async (tx) => {
      const present = await this.promotions.lock(tx, promotionId);
      if (!present || (present.outletId !== null && !worksAt(actor, present.outletId))) throw promotionNotFound();
      const changed = changePromotion(present, changes);
      if (changed !== null) {
        if (expectedVersion !== null && expectedVersion !== present.version) throw promotionStale(present.version);
        await this.promotions.save(tx, changed);
        tx.record(promotionChanged(changed, this.clock.now()));
      }
      return this.views.require(tx, actor, promotionId);
    });
  }
}
