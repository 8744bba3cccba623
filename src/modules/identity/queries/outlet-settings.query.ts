import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/database/tx';
import { type BusinessSettings, OutletSettings, type OutletSettingsRow } from '../contracts/outlet-settings';

@Injectable()
export class OutletSettingsQuery extends OutletSettings {
  async load({ prisma, businessId }: ReadTx): Promise<BusinessSettings> {
    const business = await prisma.business.findUniqueOrThrow({
      where: { businessId },
      select: { isTaxableEntrepreneur: true },
    });
    const outlets = await prisma.$queryRaw<OutletSettingsRow[]>`
      select id, code, time_zone as "timeZone", to_char(day_starts_at, 'HH24:MI') as "dayStartsAt",
             service_charge_bps as "serviceChargeBps", service_charge_base as "serviceChargeBase",
             service_charge_taxable as "serviceChargeTaxable", cash_rounding_step as "cashRoundingStep",
             cash_rounding_direction as "cashRoundingDirection", active
        from identity.outlets
       where business_id = ${businessId}::uuid
       order by code`;
    return { business, outlets };
  }
}
