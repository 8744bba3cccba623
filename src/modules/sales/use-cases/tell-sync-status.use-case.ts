import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock';
import type { Device } from '../../../kernel/device';
import { newId } from '../../../kernel/ids';
import { Database } from '../../../platform/database/database';
import { DEVICE_SYNCED, type DeviceSynced } from '../contracts/sync.events';
import { DeviceHistoryStore } from '../store/device-history.store';

export type SyncStatus = Omit<DeviceSynced, 'deviceId' | 'outletId'>;

/** Tells how far a till has been heard, after each batch that it brought. */
@Injectable()
export class TellSyncStatusUseCase {
  constructor(
    private readonly database: Database,
    private readonly histories: DeviceHistoryStore,
    private readonly clock: Clock,
  ) {}

  execute(device: Device, status: SyncStatus): Promise<void> {
    const { businessId, deviceId, outletId, enrolledBy, correlationId } = device;
    const actor = { employeeId: enrolledBy, role: 'device' };
    return this.database.change({ businessId, actor, correlationId }, async (tx) => {
      const at = this.clock.now();
      const payload: DeviceSynced = { deviceId, outletId, ...status };
      await this.histories.noteSync(tx, payload, at);
      tx.record({ eventId: newId(), type: DEVICE_SYNCED, version: 1, outletId, payload, occurredAt: at });
    });
  }
}
