import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { breachesOf, type BrokenInvariant, WHOLE_TABLES } from './invariants/invariant';
import { INVARIANTS } from './invariants/invariants';

/** Looks over the books of one business, in one snapshot; an empty answer is a sound one. */
@Injectable()
export class BrokenInvariantsQuery {
  constructor(private readonly database: Database) {}

  /** `quiet`: no listener is behind, so that what follows from a sale must be there too. */
  find(businessId: string, { quiet }: { quiet: boolean }): Promise<BrokenInvariant[]> {
    return this.database.read(businessId, async (tx) => {
      await tx.prisma.$queryRawUnsafe(WHOLE_TABLES);
      const broken: BrokenInvariant[] = [];
      for (const invariant of INVARIANTS.filter(({ whenQuiet }) => quiet || !whenQuiet)) {
        const rows = await tx.prisma.$queryRawUnsafe<{ breach: unknown }[]>(breachesOf(invariant));
        const { id, name } = invariant;
        if (rows.length > 0) broken.push({ id, name, breaches: rows.map(({ breach }) => breach) });
      }
      return broken;
    });
  }
}
