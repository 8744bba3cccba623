import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import { readComplaint } from '../../../platform/database/database-error';
import type { Shift } from '../../../platform/database/generated/client';
import type { Tx } from '../../../platform/database/tx';
import { shiftAlreadyOpen, shiftExists, shiftNotFound, shiftNotOpen } from '../domain/sales.errors';

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

/** What is added to the reading of a shift when its drawer has been counted. */
export interface Closing {
  readonly countedCash: Money;
  readonly expectedCash: Money;
  readonly closedBy: string;
  readonly closedAt: Date;
  /** Facts of the Z report as it will be read. */
  readonly facts: Readonly<Record<string, unknown>>;
}

@Injectable()
export class ShiftStore {
  /** With its float in the drawer. A drawer has one shift that is not counted yet, whoever races. */
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
      if (complaint?.sqlState === '23505' && complaint.message.includes('one_uncounted_shift_per_drawer')) {
        throw shiftAlreadyOpen(shift.drawer);
      }
      if (complaint?.sqlState === '23505' && /shifts_pkey|shift_totals_pkey/.test(complaint.message)) {
        throw shiftExists(shift.id);
      }
      throw error;
    }
  }

  /** The open shift of a drawer that no cash is in, opened where there is none; null: it is being counted. */
  async openWithoutCash(tx: Tx, shift: Omit<NewShift, 'openingCash'>): Promise<{ id: string; isNew: boolean } | null> {
    const { businessId } = tx;
    const opened = await tx.prisma.$queryRaw<{ id: string }[]>`
      with opened as (
        insert into sales.shifts (business_id, id, outlet_id, drawer, business_date, opened_by, opened_at, opening_cash)
        values (${businessId}::uuid, ${shift.id}::uuid, ${shift.outletId}::uuid, ${shift.drawer},
                ${shift.businessDate}::date, ${shift.openedBy}::uuid, ${shift.openedAt}, 0)
        on conflict do nothing
        returning business_id, id
      )
      insert into sales.shift_totals (business_id, shift_id, expected_cash)
      select business_id, id, 0 from opened
      returning shift_id as id`;
    if (opened[0]) return { id: opened[0].id, isNew: true };
    const { outletId, drawer } = shift;
    const known = await tx.prisma.shift.findFirst({ where: { businessId, outletId, drawer, state: 'open' } });
    return known && { id: known.id, isNew: false };
  }

  /** Waits for the sales that are under way in it, and keeps new ones out until the commit. */
  async lockUncounted(tx: Tx, outletIds: readonly string[], shiftId: string): Promise<LockedShift> {
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

  async end(tx: Tx, shiftId: string, endedBy: string, endedAt: Date): Promise<void> {
    await tx.prisma.shift.update({
      where: { businessId_id: { businessId: tx.businessId, id: shiftId } },
      data: { state: 'ended', endedBy, endedAt },
    });
  }

  /** Closes it for good, under the next Z number of its drawer, and keeps the reading. Returns the number. */
  async close(tx: Tx, shift: LockedShift, closing: Closing): Promise<number> {
    const { businessId } = tx;
    const { closedBy, closedAt, countedCash, expectedCash, facts } = closing;
    const [row] = await tx.prisma.$queryRaw<[{ zNumber: number }]>`
      with closed as (
        update sales.shifts
           set state = 'closed', closed_by = ${closedBy}::uuid, closed_at = ${closedAt}::timestamptz,
               ended_by = coalesce(ended_by, ${closedBy}::uuid), ended_at = coalesce(ended_at, ${closedAt}::timestamptz),
               counted_cash = ${countedCash}::bigint, expected_cash = ${expectedCash}::bigint
         where business_id = ${businessId}::uuid and id = ${shift.id}::uuid
        returning ended_by, ended_at
      ), numbered as materialized (
        select sales.next_z_number(${businessId}::uuid, ${shift.outletId}::uuid, ${shift.drawer}) as number
      )
      insert into sales.z_reports (business_id, shift_id, outlet_id, drawer, z_number, expected_cash, counted_cash, report)
      select ${businessId}::uuid, ${shift.id}::uuid, ${shift.outletId}::uuid, ${shift.drawer}, n.number,
             ${expectedCash}::bigint, ${countedCash}::bigint,
             sales.read_shift(${businessId}::uuid, ${shift.id}::uuid) || ${JSON.stringify(facts)}::jsonb
               || jsonb_build_object('zNumber', n.number, 'endedBy', c.ended_by,
                                     'endedAt', sales.instant_text(c.ended_at))
        from numbered n, closed c
      returning z_number as "zNumber"`;
    return row.zNumber;
  }
}
