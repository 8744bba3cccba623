import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { STOCK_LEVELS_CHANGED, type StockLevelsChanged, stockLevelsChangedSchema } from '../contracts/inventory.events';

/** Shows what is left on the shelves of the outlet. */
@SocketProjection()
export class StockLevelChangedProjection implements Projection<StockLevelsChanged> {
  readonly namespace = '/notifications';
  readonly eventType = STOCK_LEVELS_CHANGED;
  readonly message = 'stock:level_changed';
  readonly schema = stockLevelsChangedSchema.extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<StockLevelsChanged>): object {
    return { outletId: payload.outletId, levels: payload.levels, occurredAt: occurredAt.toISOString() };
  }
}
