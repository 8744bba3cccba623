import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { DeviceSynced } from '../contracts/sync.events';
import { type OfflineOperation, type OperationRefusal, turnOf } from '../domain/offline-operation';
import { type SyncException, syncException } from '../domain/sync-exception';

@Injectable()
export class DeviceHistoryStore {
  /** For whoever looks after the device. */
  async noteSync(
    { prisma, businessId }: Tx,
    { deviceId, appliedThrough, conflictCode }: Pick<DeviceSynced, 'deviceId' | 'appliedThrough' | 'conflictCode'>,
    at: Date,
  ): Promise<void> {
    await prisma.$executeRaw`
      select identity.note_sync(${businessId}::uuid, ${deviceId}::uuid, ${appliedThrough}::bigint,
                                ${conflictCode}, ${at}::timestamptz)`;
  }

  /** In its place, but not applied. */
  quarantine(tx: Tx, operation: OfflineOperation, refusal: OperationRefusal): Promise<void> {
    return this.takeTurn(tx, operation, [syncException('quarantined', { ...refusal })], refusal);
  }

  /** Held from here to the commit: after the shift, before balances and stock, as a sale does. */
  async takeTurn(
    { prisma, businessId }: Tx,
    operation: OfflineOperation,
    exceptions: readonly SyncException[] = [],
    refusal: OperationRefusal | null = null,
  ): Promise<void> {
    const turn = JSON.stringify({ ...turnOf(operation, refusal), exceptions });
    await prisma.$executeRaw`
      select sales.take_turn(${businessId}::uuid, ${turn}::jsonb),
             sales.raise_exceptions(${businessId}::uuid, ${turn}::jsonb, null)`;
  }
}
