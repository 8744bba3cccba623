import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { type BrokenInvariant, Invariants, type InvariantsQuestion } from '../contracts/invariants';
import { breachesOf, type Invariant, WHOLE_TABLES } from './invariants/invariant';
import { INVARIANTS } from './invariants/invariants';

/** Looks over the books of one business, each promise in a snapshot of its own: none is about two moments. */
@Injectable()
export class BrokenInvariantsQuery extends Invariants {
  constructor(private readonly database: Database) {
    super();
  }

  async findBroken(businessId: string, { quiet, onProgress }: InvariantsQuestion): Promise<BrokenInvariant[]> {
    const asked = INVARIANTS.filter(({ whenQuiet }) => quiet || !whenQuiet);
    const broken: BrokenInvariant[] = [];
    for (const [done, invariant] of asked.entries()) {
      onProgress?.(done, asked.length);
      const breaches = await this.breachesOf(businessId, invariant);
      if (breaches.length > 0) broken.push({ id: invariant.id, name: invariant.name, breaches });
    }
    return broken;
  }

  private breachesOf(businessId: string, invariant: Invariant): Promise<unknown[]> {
    return this.database.read(businessId, async (tx) => {
      await tx.prisma.$queryRawUnsafe(WHOLE_TABLES);
      const rows = await tx.prisma.$queryRawUnsafe<{ breach: unknown }[]>(breachesOf(invariant));
      return rows.map(({ breach }) => breach);
    });
  }
}
