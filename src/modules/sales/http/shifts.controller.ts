import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { ShiftsQuery } from '../queries/shifts.query';
import { CloseShiftUseCase } from '../use-cases/close-shift.use-case';
import { OpenShiftUseCase } from '../use-cases/open-shift.use-case';
import {
  type ClosedShiftView,
  closedShiftSchema,
  type CloseShiftInput,
  closeShiftSchema,
  type CurrentShiftFilterInput,
  currentShiftFilterSchema,
  type OpenShiftInput,
  openShiftSchema,
  shiftSchema,
  type ShiftView,
} from './shift.schema';

@ApiTags('shifts')
@Controller('shifts')
export class ShiftsController {
  constructor(
    private readonly openShift: OpenShiftUseCase,
    private readonly closeShift: CloseShiftUseCase,
    private readonly shifts: ShiftsQuery,
  ) {}

  @Post()
  @Requires('shift.open')
  @Idempotent('optional')
  @Documents({ summary: 'Opens a shift on a drawer', status: 201, response: shiftSchema, refuses: [404, 409] })
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openShiftSchema }) { outletId, drawer, openingCash }: OpenShiftInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<ShiftView>> {
    const command = { outletId, drawer, openingCash: BigInt(openingCash) };
    return this.openShift.execute(actor, command, idempotencyKey);
  }

  @Get('current')
  @Requires('shift.read')
  @Documents({ summary: 'Shows the open shift of a drawer', response: shiftSchema, refuses: [404] })
  current(
    @CurrentActor() actor: Actor,
    @Query({ schema: currentShiftFilterSchema }) filter: CurrentShiftFilterInput,
  ): Promise<ShiftView> {
    requireWorkplace(actor, filter.outletId);
    return this.shifts.current(actor, filter);
  }

  @Post(':id/close')
  @Requires('shift.close')
  @Idempotent('optional')
  @Documents({ summary: 'Counts the drawer and closes the shift', response: closedShiftSchema, refuses: [404, 409] })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) shiftId: string,
    @Body({ schema: closeShiftSchema }) { countedCash }: CloseShiftInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<ClosedShiftView>> {
    const command = { shiftId, countedCash: BigInt(countedCash) };
    return this.closeShift.execute(actor, command, idempotencyKey);
  }
}
