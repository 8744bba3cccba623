import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  PROMOTION_CHANGED,
  PROMOTION_CREATED,
  type PromotionChanged,
  type PromotionCreated,
} from '../contracts/promotion.events';
import { promotionUnlimited } from './catalog.errors';

/** What is told of a promotion. */
export interface ToldPromotion extends Omit<PromotionChanged, 'promotionId'> {
  readonly id: string;
}

/** What of a promotion may be changed; what it takes off is not: it ends, and another begins. */
export type PromotionChanges = Partial<
  Pick<ToldPromotion, 'name' | 'priority' | 'active' | 'validFrom' | 'validTo' | 'maxUses'>
>;

/** Null where nothing would change. A promotion without a limit never counted its uses: it cannot be given one. */
export function changePromotion<Present extends ToldPromotion>(present: Present, changes: PromotionChanges) {
  const changed = { ...present, ...changes };
  const isSame = Object.keys(changes).every((name) => {
    const field = name as keyof PromotionChanges;
    return changed[field] === present[field];
  });
  if (isSame) return null;
  if ((changed.maxUses === null) !== (present.maxUses === null)) throw promotionUnlimited(present.id);
  return { ...changed, version: present.version + 1 };
}

export function promotionCreated(
  promotion: ToldPromotion & Pick<PromotionCreated, 'kind'>,
  occurredAt: Date,
): DomainEvent<typeof PROMOTION_CREATED, PromotionCreated> {
  const payload = { ...told(promotion), kind: promotion.kind };
  return { eventId: newId(), type: PROMOTION_CREATED, version: 1, outletId: null, occurredAt, payload };
}

export function promotionChanged(
  promotion: ToldPromotion,
  occurredAt: Date,
): DomainEvent<typeof PROMOTION_CHANGED, PromotionChanged> {
  return {
    eventId: newId(),
    type: PROMOTION_CHANGED,
    version: 1,
    outletId: null,
    occurredAt,
    payload: told(promotion),
  };
}

/** Promotions are the whole business's: they are told on its own stream. */
function told({ id, version, name, priority, active, validFrom, validTo, maxUses }: ToldPromotion) {
  return { promotionId: id, version, name, priority, active, validFrom, validTo, maxUses };
}
