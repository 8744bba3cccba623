import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { SHIFT_CLOSED, type ShiftClosed, shiftClosedSchema } from '../contracts/sales.events';

/** Tells that a shift has counted its drawer. What was expected in it is not told: whoever counts next counts blind. */
@SocketProjection()
export class ShiftEndedProjection implements Projection<ShiftClosed> {
  readonly namespace = '/notifications';
  readonly eventType = SHIFT_CLOSED;
  readonly message = 'shift:ended';
  readonly schema = shiftClosedSchema.omit({ expectedCash: true }).extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<ShiftClosed>): object {
    return {
      shiftId: payload.shiftId,
      outletId: payload.outletId,
      countedCash: payload.countedCash,
      occurredAt: occurredAt.toISOString(),
    };
  }
}
