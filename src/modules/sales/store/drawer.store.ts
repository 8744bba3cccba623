import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import { type CashMovement, postCashMovement } from '../domain/cash-movement';
import type { PostingLine } from '../domain/posting';
import { shiftNotFound } from '../domain/sales.errors';

/** Where and when a shift's cash is booked. */
export interface DrawerOfShift {
  readonly id: string;
  readonly outletId: string;
  readonly businessDate: string;
}

/** For what it is booked; with its id, once. */
export interface DrawerPosting {
  readonly sourceType: 'shift-float' | 'shift-count' | 'shift-emptied' | 'cash-movement';
  readonly sourceId: string;
  readonly description: string;
  readonly lines: readonly PostingLine[];
}

/** A movement as it is booked. */
export interface RecordedMovement extends CashMovement {
  readonly id: string;
  readonly reason: string;
  readonly recordedBy: string;
  readonly approvedBy: string | null;
}

@Injectable()
export class DrawerStore {
  /** Where the shift is, and up to which amount its outlet wants no approval: 0 where it has said nothing. */
  async limitOf({ prisma, businessId }: Tx, outletIds: readonly string[], shiftId: string): Promise<Money> {
    const [row] = await prisma.$queryRaw<{ outletId: string; unapprovedMax: bigint }[]>`
      select s.outlet_id as "outletId", coalesce(l.unapproved_max, 0) as "unapprovedMax"
        from sales.shifts s
        left join sales.drawer_limits l on l.business_id = s.business_id and l.outlet_id = s.outlet_id
       where s.business_id = ${businessId}::uuid
         and s.id = ${shiftId}::uuid`;
    if (!row || !outletIds.includes(row.outletId)) throw shiftNotFound();
    return row.unapprovedMax;
  }

  /** Shared, as a sale does: movements do not wait for each other, and an end or a closing waits for all of them. */
  async requireOpen({ prisma, businessId }: Tx, shiftId: string): Promise<DrawerOfShift> {
    const [shift] = await prisma.$queryRaw<[DrawerOfShift]>`
      select s.id, s.outlet_id as "outletId", s.business_date::text as "businessDate"
        from sales.shifts s
       where s.business_id = ${businessId}::uuid and s.id = ${shiftId}::uuid`;
    await prisma.$executeRaw`
      select sales.require_open_shift(${businessId}::uuid, ${shift.outletId}::uuid, ${shiftId}::uuid)`;
    return shift;
  }

  /** Its entry, its row, and what the drawer should hold since. */
  async book(tx: Tx, shift: DrawerOfShift, movement: RecordedMovement): Promise<void> {
    await this.post(tx, shift, movement.recordedBy, {
      sourceType: 'cash-movement',
      sourceId: movement.id,
      description: movement.reason,
      lines: postCashMovement(movement),
    });
    await tx.prisma.$executeRaw`
      with moved as (
        insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, reason, counter_role, approved_by,
                                            recorded_by)
        values (${tx.businessId}::uuid, ${movement.id}::uuid, ${shift.id}::uuid, ${movement.kind}, ${movement.amount},
                ${movement.reason}, ${movement.counterRole}, ${movement.approvedBy}::uuid, ${movement.recordedBy}::uuid)
      )
      update sales.shift_totals
         set expected_cash = expected_cash + ${movement.amount}::bigint
       where business_id = ${tx.businessId}::uuid
         and shift_id = ${shift.id}::uuid`;
  }

  /** On the day of the shift; nothing where there is nothing to book. */
  async post({ prisma, businessId }: Tx, shift: DrawerOfShift, by: string, posting: DrawerPosting): Promise<void> {
    const { sourceType, sourceId, description } = posting;
    const entry = {
      id: newId(),
      effectiveDate: shift.businessDate,
      outletId: shift.outletId,
      sourceType,
      sourceId,
      description,
      recordedBy: by,
      lines: posting.lines.map(({ role, debit, credit }) => ({
        role,
        debit: moneyToJson(debit),
        credit: moneyToJson(credit),
      })),
    };
    await prisma.$executeRaw`
      select ledger.post_entry(${businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
  }
}
