import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { quantityField } from '../../../platform/events/event-contract-fields';

export const STOCK_LEVELS_CHANGED = 'inventory.stock-levels-changed';

export const stockLevelsChangedSchema = z.object({
  outletId: z.uuid(),
  levels: z.array(
    z.object({
      stockItemId: z.uuid(),
      productId: z.uuid().nullable().describe('Null for an ingredient.'),
      variantId: z.uuid().nullable(),
      name: z.string(),
      onHand: quantityField,
      isLow: z.boolean().describe('At or below the level at which the outlet wants to know.'),
    }),
  ),
});

export type StockLevelsChanged = z.infer<typeof stockLevelsChangedSchema>;

export const INVENTORY_EVENTS: readonly EventContract[] = [
  {
    type: STOCK_LEVELS_CHANGED,
    version: 1,
    description: 'What lies on the shelves of an outlet now, of stock items that have moved.',
    schema: stockLevelsChangedSchema,
  },
];
