import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Devices, type EnrolledDevice } from '../../../platform/auth/devices';
import { hashOfSecret } from '../../../platform/auth/secret-hash';
import { Database } from '../../../platform/database/database';
import type { DeviceRow } from '../contracts/device-row';
import { parseDeviceToken } from '../domain/device-token';

@Injectable()
export class DevicesQuery extends Devices {
  constructor(private readonly database: Database) {
    super();
  }

  async recognise(token: string): Promise<EnrolledDevice | null> {
    const claimed = parseDeviceToken(token);
    if (!claimed) return null;
    const { businessId, deviceId } = claimed;
    const device = await this.database.read(businessId, ({ prisma }) =>
      prisma.device.findUnique({ where: { businessId_id: { businessId, id: deviceId } } }),
    );
    if (!device || device.revokedAt || !timingSafeEqual(device.secretHash, hashOfSecret(claimed.secret))) return null;
    const { name, outletId, drawer, enrolledBy, enrolledAt } = device;
    return { businessId, deviceId, name, outletId, drawer, enrolledBy, enrolledAt };
  }

  /** The devices of an outlet, revoked ones included, the newest first. */
  list(businessId: string, outletId: string, beforeId: string | null, atMost: number): Promise<DeviceRow[]> {
    return this.database.read(businessId, ({ prisma }) =>
      prisma.device.findMany({
        where: { businessId, outletId, ...(beforeId && { id: { lt: beforeId } }) },
        orderBy: { id: 'desc' },
        take: atMost,
      }),
    );
  }

  /** Whose code it is; null: nobody's, or it was used. */
  async findPairing(characters: string): Promise<{ businessId: string; id: string } | null> {
    const [found] = await this.database.ask<{ business_id: string; id: string }>('identity.find_pairing_code', [
      hashOfSecret(characters),
    ]);
    return found ? { businessId: found.business_id, id: found.id } : null;
  }
}
