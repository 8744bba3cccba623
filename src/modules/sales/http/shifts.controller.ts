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
import { EndShiftUseCase } from '../use-cases/end-shift.use-case';
import { MoveCashUseCase } from '../use-cases/move-cash.use-case';
import { OpenShiftUseCase } from '../use-cases/open-shift.use-case';
import {
  cashMovementSchema,
  type CashMovementView,
  type ClosedShiftView,
  closedShiftSchema,
  type CloseShiftInput,
  closeShiftSchema,
  type CurrentShiftFilterInput,
  currentShiftFilterSchema,
  type EndedShiftView,
  endedShiftSchema,
  endShiftSchema,
  type MoveCashInput,
  moveCashSchema,
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
    private readonly moveCash: MoveCashUseCase,
    private readonly endShift: EndShiftUseCase,
    private readonly closeShift: CloseShiftUseCase,
    private readonly shifts: ShiftsQuery,
  ) {}

  @Post()
  @Requires('shift.open')
  @Idempotent('optional')
  @Documents({ summary: 'Opens a shift on a drawer', status: 201, response: shiftSchema, refuses: [404, 409] })
  open(
    @CurrentActor() actor: Actor,
    @Body({ schema: openShiftSchema }) { openingCash, ...body }: OpenShiftInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<ShiftView>> {
    const command = { ...body, openingCash: BigInt(openingCash) };
    return this.openShift.execute(actor, command, idempotencyKey);
  }

  @Get('current')
  @Requires('shift.read')
  @Documents({ summary: 'Shows the shift of a drawer that is not counted yet', response: shiftSchema, refuses: [404] })
  current(
    @CurrentActor() actor: Actor,
    @Query({ schema: currentShiftFilterSchema }) filter: CurrentShiftFilterInput,
  ): Promise<ShiftView> {
    requireWorkplace(actor, filter.outletId);
    return this.shifts.current(actor, filter);
  }

  @Post(':id/cash-movements')
  @Requires('drawer.move-cash')
  @Idempotent()
  @Documents({
    summary: 'Puts cash into the drawer, takes some out, or opens it for another reason',
    status: 201,
    response: cashMovementSchema,
    refuses: [404, 409],
  })
  move(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) shiftId: string,
    @Body({ schema: moveCashSchema }) { amount, ...body }: MoveCashInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<CashMovementView>> {
    const command = { ...body, shiftId, amount: BigInt(amount) };
    return this.moveCash.execute(actor, command, idempotencyKey);
  }

  @Post(':id/end')
  @Requires('shift.close')
  @Idempotent('optional')
  @Documents({
    summary: 'Ends a shift: nothing is sold in it any more, and its drawer is to be counted',
    response: endedShiftSchema,
    refuses: [404, 409],
  })
  end(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) shiftId: string,
    @Body({ schema: endShiftSchema }) _body: unknown,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<EndedShiftView>> {
    return this.endShift.execute(actor, { shiftId }, idempotencyKey);
  }

  @Post(':id/close')
  @Requires('shift.close')
  @Idempotent('optional')
  @Documents({ summary: 'Counts the drawer and closes the shift', response: closedShiftSchema, refuses: [404, 409] })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) shiftId: string,
    @Body({ schema: closeShiftSchema }) { countedCash, denominations }: CloseShiftInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<ClosedShiftView>> {
    const counted = denominations?.map(({ value, count }) => ({ value: BigInt(value), count: BigInt(count) }));
    const command = { shiftId, countedCash: BigInt(countedCash), denominations: counted };
    return this.closeShift.execute(actor, command, idempotencyKey);
  }
}
