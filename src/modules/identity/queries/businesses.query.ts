import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import { Businesses, type BusinessSummary } from '../contracts/businesses';

@Injectable()
export class BusinessesQuery extends Businesses {
  constructor(private readonly database: Database) {
    super();
  }

  async idsAfter(businessId: string | null, atMost: number): Promise<string[]> {
    const rows = await this.database.ask<{ business_id: string }>('identity.business_ids', [businessId, atMost]);
    return rows.map((row) => row.business_id);
  }

  find(businessId: string): Promise<BusinessSummary | null> {
    return this.database.read(businessId, (tx) =>
      tx.prisma.business.findUnique({
        where: { businessId },
        select: {
          businessId: true,
          name: true,
          outlets: { select: { id: true, code: true }, orderBy: { code: 'asc' } },
        },
      }),
    );
  }
}
