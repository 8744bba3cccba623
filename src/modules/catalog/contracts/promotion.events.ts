import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { PROMOTION_KINDS } from './promotion';

const changeable = {
  promotionId: z.uuid(),
  version: z.int().describe('Goes up with every change.'),
  name: z.string(),
  priority: z.int().describe('The highest is given first.'),
  active: z.boolean(),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable().describe('The last day.'),
  maxUses: z.int().nullable().describe('By so many sales; null: without a limit.'),
};

export const PROMOTION_CREATED = 'catalog.promotion-created';

export const promotionCreatedSchema = z.object({ ...changeable, kind: z.enum(PROMOTION_KINDS) });

export type PromotionCreated = z.infer<typeof promotionCreatedSchema>;

export const PROMOTION_CHANGED = 'catalog.promotion-changed';

export const promotionChangedSchema = z.object(changeable);

export type PromotionChanged = z.infer<typeof promotionChangedSchema>;

export const PROMOTION_EVENTS: readonly EventContract[] = [
  {
    type: PROMOTION_CREATED,
    version: 1,
    description: 'A promotion began to be given where it holds.',
    schema: promotionCreatedSchema,
  },
  {
    type: PROMOTION_CHANGED,
    version: 1,
    description: 'A promotion was renamed, moved, ended or begun again. What it takes off is never changed.',
    schema: promotionChangedSchema,
  },
];
