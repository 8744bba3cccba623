import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { readComplaint } from '../../../platform/database/database-error';
import type { Shift } from '../../../platform/database/generated/client';
import type { Tx } from '../../../platform/database/tx';
import type { DrawerCount } from '../domain/drawer-count';
import type { PostingLine } from '../domain/posting';
import { shiftAlreadyOpen, shiftNotFound, shiftNotOpen } from '../domain/sales.errors';

export interface NewShift {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly businessDate: string;
  readonly openedBy: string;
  readonly openedAt: Date;
  readonly openingCash: Money;
}

export type LockedShift = Shift & { readonly expectedCashNow: Money };

@Injectable()
export class ShiftStore {
  /** With its float in the drawer. A drawer has one open shift, whoever races. */
  async open(tx: Tx, shift: NewShift): Promise<void> {
    const { businessId } = tx;
    try {
      await tx.prisma.$executeRaw`
        with opened as (
          insert into sales.shifts (business_id, id, outlet_id, drawer, business_date, opened_by, opened_at, opening_cash)
          values (${businessId}::uuid, ${shift.id}::uuid, ${shift.outletId}::uuid, ${shift.drawer},
                  ${shift.businessDate}::date, ${shift.openedBy}::uuid, ${shift.openedAt}, ${shift.openingCash})
        ), totalled as (
          insert into sales.shift_totals (business_id, shift_id, expected_cash)
          values (${businessId}::uuid, ${shift.id}::uuid, ${shift.openingCash})
        )
        insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, recorded_by)
        values (${businessId}::uuid, ${newId()}::uuid, ${shift.id}::uuid, 'float', ${shift.openingCash},
                ${shift.openedBy}::uuid)`;
    } catch (error) {
      const complaint = readComplaint(error);
      if (complaint?.sqlState === '23505' && complaint.message.includes('one_open_shift_per_drawer')) {
        throw shiftAlreadyOpen(shift.drawer);
      }
      throw error;
    }
  }

  /** Waits for the sales that are under way in it, and keeps new ones out until the commit. */
  async lockOpen(tx: Tx, outletIds: readonly string[], shiftId: string): Promise<LockedShift> {
    const { businessId } = tx;
    await tx.prisma.$executeRaw`
      select from sales.shifts where business_id = ${businessId}::uuid and id = ${shiftId}::uuid for update`;
    const shift = await tx.prisma.shift.findUnique({ where: { businessId_id: { businessId, id: shiftId } } });
    if (!shift || !outletIds.includes(shift.outletId)) throw shiftNotFound();
    if (shift.state === 'closed') throw shiftNotOpen(shift.state);
    const totals = await tx.prisma.shiftTotal.findUniqueOrThrow({
      where: { businessId_shiftId: { businessId, shiftId } },
    });
    return { ...shift, expectedCashNow: totals.expectedCash };
  }

  async close(tx: Tx, shift: LockedShift, count: DrawerCount, closedBy: string, closedAt: Date): Promise<void> {
    await tx.prisma.shift.update({
      where: { businessId_id: { businessId: tx.businessId, id: shift.id } },
      data: {
        state: 'closed',
        closedBy,
        closedAt,
        countedCash: count.countedCash,
        expectedCash: count.expectedCash,
      },
    });
  }

  /** Books what is over or short on the day of the shift; nothing when the drawer ties. */
  async postCount(tx: Tx, shift: LockedShift, lines: readonly PostingLine[], recordedBy: string): Promise<void> {
    const entry = {
      id: newId(),
      effectiveDate: shift.businessDate.toISOString().slice(0, 10),
      outletId: shift.outletId,
      sourceType: 'shift-count',
      sourceId: shift.id,
      description: 'Selisih kas',
      recordedBy,
      lines: lines.map(({ role, debit, credit }) => ({
        role,
        debit: moneyToJson(debit),
        credit: moneyToJson(credit),
      })),
    };
    await tx.prisma.$executeRaw`
      select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
  }
}
