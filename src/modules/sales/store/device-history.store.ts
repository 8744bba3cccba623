import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import { type OfflineOperation, type OperationRefusal, turnOf } from '../domain/offline-operation';

@Injectable()
export class DeviceHistoryStore {
  /** Held from here to the commit: after the shift, before balances and stock, as a sale does. */
  async takeTurn(
    { prisma, businessId }: Tx,
    operation: OfflineOperation,
    refusal: OperationRefusal | null = null,
  ): Promise<void> {
    await prisma.$executeRaw`
      select sales.take_turn(${businessId}::uuid, ${JSON.stringify(turnOf(operation, refusal))}::jsonb)`;
  }
}
