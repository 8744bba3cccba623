import { z } from 'zod';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { DEVICE_SYNCED, type DeviceSynced, deviceSyncedSchema } from '../contracts/sync.events';

/** Tells how far a till has been heard. */
@SocketProjection()
export class DeviceSyncedProjection implements Projection<DeviceSynced> {
  readonly namespace = '/notifications';
  readonly eventType = DEVICE_SYNCED;
  readonly message = 'device:sync_status';
  readonly schema = deviceSyncedSchema.extend({ occurredAt: z.iso.datetime() });

  frame({ payload, occurredAt }: RecordedEvent<DeviceSynced>): object {
    const { deviceId, outletId, appliedThrough, applied, replayed, conflict, quarantined, waiting, conflictCode } =
      payload;
    return {
      ...{ deviceId, outletId, appliedThrough, applied, replayed, conflict, quarantined, waiting },
      conflictCode: conflictCode ?? null, // it was not told at first
      occurredAt: occurredAt.toISOString(),
    };
  }
}
