import { randomBytes, randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { hashOfSecret } from '../../../platform/auth/secret-hash';
import type { Tx } from '../../../platform/database/tx';
import type { DeviceRow } from '../contracts/device-row';
import { type DeviceToken, formatDeviceToken } from '../domain/device-token';
import { formatPairingCode, PAIRING_ALPHABET, PAIRING_CHARACTERS } from '../domain/pairing-code';

const SECRET_BYTES = 32;

/** A code that was typed in, found and locked. */
export interface HeldPairing {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly createdBy: string;
  readonly createdByRole: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

export interface NewPairing {
  readonly outletId: string;
  readonly drawer: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Pairing codes and the devices that they made. Of a code and of a token only the hash is kept. */
@Injectable()
export class DeviceStore {
  /** Returns the code, which nobody can read again. */
  async createPairing({ prisma, businessId }: Tx, pairing: NewPairing): Promise<string> {
    const letters = Array.from({ length: PAIRING_CHARACTERS }, () => PAIRING_ALPHABET[randomInt(32)]!).join('');
    await prisma.pairingCode.create({ data: { businessId, id: newId(), ...pairing, codeHash: hashOfSecret(letters) } });
    return formatPairingCode(letters);
  }

  async holdPairing({ prisma, businessId }: Tx, pairingId: string): Promise<HeldPairing | null> {
    const [held] = await prisma.$queryRaw<HeldPairing[]>`
      select c.id, c.outlet_id as "outletId", c.drawer, c.created_by as "createdBy", e.role as "createdByRole",
             c.expires_at as "expiresAt", c.used_at as "usedAt"
        from identity.pairing_codes c
        join identity.employees e on e.business_id = c.business_id and e.id = c.created_by
       where c.business_id = ${businessId}::uuid
         and c.id = ${pairingId}::uuid
         for update of c`;
    return held ?? null;
  }

  /** Spends the code, and returns the token, which nobody can read again. */
  async enroll({ prisma, businessId }: Tx, pairing: HeldPairing, name: string, at: Date): Promise<string> {
    const { id, outletId, drawer, createdBy } = pairing;
    const token: DeviceToken = { businessId, deviceId: id, secret: randomBytes(SECRET_BYTES).toString('base64url') };
    await prisma.pairingCode.update({ where: { businessId_id: { businessId, id } }, data: { usedAt: at } });
    await prisma.device.create({
      data: {
        ...{ businessId, id, outletId, drawer, name },
        ...{ secretHash: hashOfSecret(token.secret), enrolledBy: createdBy, enrolledAt: at },
      },
    });
    return formatDeviceToken(token);
  }

  async hold({ prisma, businessId }: Tx, deviceId: string): Promise<DeviceRow | null> {
    const [held] = await prisma.$queryRaw<DeviceRow[]>`
      select id, outlet_id as "outletId", drawer, name, enrolled_at as "enrolledAt", revoked_at as "revokedAt",
             last_synced_at as "lastSyncedAt", applied_through as "appliedThrough",
             last_conflict_at as "lastConflictAt", last_conflict_code as "lastConflictCode"
        from identity.devices
       where business_id = ${businessId}::uuid
         and id = ${deviceId}::uuid
         for update`;
    return held ?? null;
  }

  async revoke({ prisma, businessId }: Tx, id: string, revokedBy: string, revokedAt: Date): Promise<void> {
    await prisma.device.update({ where: { businessId_id: { businessId, id } }, data: { revokedBy, revokedAt } });
  }
}
