import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { SHIFT_OPENED, type ShiftOpened, shiftOpenedSchema } from '../contracts/sales.events';

/** Tells that a drawer is open for business. */
@SocketProjection()
export class ShiftStartedProjection implements Projection<ShiftOpened> {
  readonly namespace = '/notifications';
  readonly eventType = SHIFT_OPENED;
  readonly message = 'shift:started';
  readonly schema = shiftOpenedSchema.extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<ShiftOpened>): object {
    return {
      shiftId: payload.shiftId,
      outletId: payload.outletId,
      drawer: payload.drawer,
      businessDate: payload.businessDate,
      openingCash: payload.openingCash,
      occurredAt: occurredAt.toISOString(),
    };
  }
}
