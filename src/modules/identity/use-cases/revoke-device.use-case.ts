import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import type { DeviceRow } from '../contracts/device-row';
import { deviceRevoked } from '../domain/device-events';
import { deviceNotFound } from '../domain/identity.errors';
import { DeviceStore } from '../store/device.store';

/** Shuts a device out, from its next operation on; once more is the same. */
@Injectable()
export class RevokeDeviceUseCase {
  constructor(
    private readonly database: Database,
    private readonly devices: DeviceStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, { deviceId }: { readonly deviceId: string }): Promise<DeviceRow> {
    return this.database.change(writerOf(actor), async (tx) => {
      const device = await this.devices.hold(tx, deviceId);
      if (!device || !worksAt(actor, device.outletId)) throw deviceNotFound();
      if (device.revokedAt) return device;
      const revokedAt = this.clock.now();
      await this.devices.revoke(tx, deviceId, actor.employeeId, revokedAt);
      tx.record(deviceRevoked({ deviceId, outletId: device.outletId }, revokedAt));
      return { ...device, revokedAt };
    });
  }
}
