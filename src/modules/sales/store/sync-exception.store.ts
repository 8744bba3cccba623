import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { SyncResolution } from '../contracts/sync.events';

export interface Resolved {
  readonly resolution: SyncResolution;
  readonly note: string;
  readonly resolvedBy: string;
  readonly resolvedAt: Date;
}

@Injectable()
export class SyncExceptionStore {
  /** False where somebody else has resolved it; whoever comes second waits here for the first. */
  async resolve({ prisma, businessId }: Tx, id: string, resolved: Resolved): Promise<boolean> {
    const { count } = await prisma.syncException.updateMany({
      where: { businessId, id, resolution: null },
      data: resolved,
    });
    return count === 1;
  }
}
