import { Injectable } from '@nestjs/common';
import { Clock } from '../../../kernel/clock';
import { AttemptLimits } from '../../../platform/auth/attempt-limits';
import { Database } from '../../../platform/database/database';
import { deviceEnrolled } from '../domain/device-events';
import { pairingCodeInvalid } from '../domain/identity.errors';
import { NOBODY } from '../domain/nobody';
import { readPairingCode } from '../domain/pairing-code';
import { DevicesQuery } from '../queries/devices.query';
import { DeviceStore } from '../store/device.store';

export interface EnrollDeviceCommand {
  readonly code: string;
  readonly name: string;
  /** The network address that it is typed in from. */
  readonly address: string;
}

export interface EnrolledTill {
  readonly deviceId: string;
  readonly token: string;
  readonly businessId: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly name: string;
}

const CORRELATION = 'identity.enroll-device';

/** Makes a device of whoever types in a pairing code; it needs no log-in, and few may guess. */
@Injectable()
export class EnrollDeviceUseCase {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptLimits,
    private readonly pairings: DevicesQuery,
    private readonly devices: DeviceStore,
    private readonly clock: Clock,
  ) {}

  async execute({ code, name, address }: EnrollDeviceCommand): Promise<EnrolledTill> {
    const enrolled = await this.attempts.attempt({ account: `pairing ${address}`, address }, async () => {
      const characters = readPairingCode(code);
      const pairing = characters === null ? null : await this.pairings.findPairing(characters);
      return pairing && this.enroll(pairing, name);
    });
    if (!enrolled) throw pairingCodeInvalid();
    return enrolled;
  }

  private enroll(found: { businessId: string; id: string }, name: string): Promise<EnrolledTill | null> {
    const { businessId } = found;
    return this.database.change({ businessId, actor: NOBODY, correlationId: CORRELATION }, async (tx) => {
      const pairing = await this.devices.holdPairing(tx, found.id);
      const now = this.clock.now();
      if (!pairing || pairing.usedAt || pairing.expiresAt <= now) return null;
      const token = await this.devices.enroll(tx, pairing, name, now);
      const { outletId, drawer } = pairing;
      tx.record(deviceEnrolled({ deviceId: pairing.id, outletId, drawer, name }, now), {
        actor: { employeeId: pairing.createdBy, role: pairing.createdByRole },
        correlationId: CORRELATION,
      });
      return { deviceId: pairing.id, token, businessId, outletId, drawer, name };
    });
  }
}
