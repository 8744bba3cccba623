import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { customerNotFound } from '../domain/customers.errors';
import { NO_PROGRAM, type LoyaltyTerms } from '../domain/loyalty';
import type { PointsView } from '../http/loyalty.schema';

const SELECTED = { rupiahPerPoint: true, pointValue: true, active: true, loyaltyLiability: true } as const;

@Injectable()
export class LoyaltyQuery {
  constructor(private readonly database: Database) {}

  program({ businessId }: Actor): Promise<LoyaltyTerms> {
    return this.database.read(businessId, (tx) => this.load(tx));
  }

  /** In the snapshot of `tx`. */
  async load({ prisma, businessId }: ReadTx): Promise<LoyaltyTerms> {
    const program = await prisma.loyaltyProgram.findUnique({ where: { businessId }, select: SELECTED });
    if (!program) return NO_PROGRAM;
    const { rupiahPerPoint, pointValue } = program;
    return { ...program, rupiahPerPoint: moneyToJson(rupiahPerPoint), pointValue: moneyToJson(pointValue) };
  }

  async pointsOf({ businessId }: Actor, customerId: string): Promise<PointsView> {
    const [row] = await this.database.read(
      businessId,
      (tx) => tx.prisma.$queryRaw<{ points: bigint; value: bigint }[]>`
        select points, customers.point_value(${businessId}::uuid) as value from customers.customers
         where business_id = ${businessId}::uuid and id = ${customerId}::uuid`,
    );
    if (!row) throw customerNotFound();
    return {
      customerId,
      points: Number(row.points),
      worth: moneyToJson(row.points > 0n ? row.points * row.value : 0n),
    };
  }
}
