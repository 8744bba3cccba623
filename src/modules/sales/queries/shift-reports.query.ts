import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { shiftNotClosed, shiftNotFound } from '../domain/sales.errors';
import type { XReportView, ZReportView } from '../http/shift-report.schema';

@Injectable()
export class ShiftReportsQuery {
  constructor(private readonly database: Database) {}

  /** What the shift has come to by now. Throws `sales.shift-not-found`. */
  async x(actor: Actor, shiftId: string): Promise<XReportView> {
    const [row] = await this.database.read(
      actor.businessId,
      (tx) => tx.prisma.$queryRaw<[{ report: XReportView | null }]>`
        select sales.read_shift(${tx.businessId}::uuid, ${shiftId}::uuid) as report`,
    );
    if (!row.report || !worksAt(actor, row.report.outletId)) throw shiftNotFound();
    return row.report;
  }

  /** As it was stored when the drawer was counted. Throws `sales.shift-not-found` and `sales.shift-not-closed`. */
  async z(actor: Actor, shiftId: string): Promise<ZReportView> {
    const { businessId } = actor;
    const shift = await this.database.read(businessId, (tx) =>
      tx.prisma.shift.findUnique({
        where: { businessId_id: { businessId, id: shiftId } },
        select: { outletId: true, state: true, zReport: { select: { report: true } } },
      }),
    );
    if (!shift || !worksAt(actor, shift.outletId)) throw shiftNotFound();
    if (!shift.zReport) throw shiftNotClosed(shift.state);
    return shift.zReport.report as unknown as ZReportView;
  }
}
