import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { PAIRING_MINUTES } from '../domain/pairing-code';
import { outletNotFound } from '../domain/identity.errors';
import { DeviceStore } from '../store/device.store';
import { OutletSettings } from '../contracts/outlet-settings';

export interface CreatePairingCodeCommand {
  readonly outletId: string;
  readonly drawer: string;
}

export interface CreatedPairingCode extends CreatePairingCodeCommand {
  readonly code: string;
  readonly expiresAt: string;
}

/** Makes a code by which one till can be enrolled on a drawer, within the quarter of an hour. */
@Injectable()
export class CreatePairingCodeUseCase {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly devices: DeviceStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { outletId, drawer }: CreatePairingCodeCommand): Promise<CreatedPairingCode> {
    requireWorkplace(actor, outletId);
    const createdAt = this.clock.now();
    const expiresAt = new Date(createdAt.getTime() + PAIRING_MINUTES * 60_000);
    return this.database.change(writerOf(actor), async (tx) => {
      const { outlets } = await this.outletSettings.load(tx);
      if (!outlets.some(({ id, active }) => id === outletId && active)) throw outletNotFound(outletId);
      const pairing = { outletId, drawer, createdBy: actor.employeeId, createdAt, expiresAt };
      const code = await this.devices.createPairing(tx, pairing);
      return { code, outletId, drawer, expiresAt: expiresAt.toISOString() };
    });
  }
}
