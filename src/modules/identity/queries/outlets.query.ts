import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';

export interface OutletView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly address: string;
  readonly timeZone: string;
  readonly dayStartsAt: string;
  readonly serviceChargeBps: number;
  readonly serviceChargeBase: 'pre_discount' | 'post_discount';
  readonly serviceChargeTaxable: boolean;
  readonly cashRoundingStep: number;
  readonly cashRoundingDirection: 'nearest' | 'down';
  readonly active: boolean;
}

type OutletRow = Omit<OutletView, 'cashRoundingStep'> & { cashRoundingStep: bigint };

@Injectable()
export class OutletsQuery {
  constructor(private readonly database: Database) {}

  /** The outlets that the actor is assigned to, by code, from the one after `afterCode`. */
  async assignedTo(actor: Actor, afterCode: string | null, atMost: number): Promise<OutletView[]> {
    const rows = await this.database.read(
      actor.businessId,
      (tx) => tx.prisma.$queryRaw<OutletRow[]>`
        select id, code, name, address, time_zone as "timeZone", to_char(day_starts_at, 'HH24:MI') as "dayStartsAt",
               service_charge_bps as "serviceChargeBps", service_charge_base as "serviceChargeBase",
               service_charge_taxable as "serviceChargeTaxable", cash_rounding_step as "cashRoundingStep",
             cash_rounding_direction as "cashRoundingDirection", active
          from identity.outlets
         where business_id = ${actor.businessId}::uuid
           and id = any(${actor.outletIds}::uuid[])
           and (${afterCode}::text is null or code > ${afterCode})
         order by code
         limit ${atMost}`,
    );
    return rows.map((row) => ({ ...row, cashRoundingStep: moneyToJson(row.cashRoundingStep) }));
  }
}
