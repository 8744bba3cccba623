import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { idSchema } from '../../../platform/http/schemas';
import { ShiftReportsQuery } from '../queries/shift-reports.query';
import { xReportSchema, type XReportView, zReportSchema, type ZReportView } from './shift-report.schema';

@ApiTags('shifts')
@Controller('shifts')
export class ShiftReportsController {
  constructor(private readonly reports: ShiftReportsQuery) {}

  @Get(':id/x-report')
  @Requires('shift.read-x')
  @Documents({
    summary: 'Reads a shift at any time; not for who counts its drawer, because it tells what should be in there',
    response: xReportSchema,
    refuses: [404],
  })
  x(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) shiftId: string): Promise<XReportView> {
    return this.reports.x(actor, shiftId);
  }

  @Get(':id/z-report')
  @Requires('shift.read-z')
  @Documents({
    summary: 'Shows the closing of a shift as it was stored',
    response: zReportSchema,
    refuses: [404, 409],
  })
  z(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) shiftId: string): Promise<ZReportView> {
    return this.reports.z(actor, shiftId);
  }
}
