import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { idSchema } from '../../../platform/http/schemas';
import { LoyaltyQuery } from '../queries/loyalty.query';
import { ChangeLoyaltyProgramUseCase } from '../use-cases/change-loyalty-program.use-case';
import { loyaltyProgramSchema, type LoyaltyProgramView, pointsSchema, type PointsView } from './loyalty.schema';

@ApiTags('loyalty')
@Controller()
export class LoyaltyController {
  constructor(
    private readonly loyalty: LoyaltyQuery,
    private readonly changeProgram: ChangeLoyaltyProgramUseCase,
  ) {}

  @Get('loyalty-program')
  @Requires('customer.read')
  @Documents({ summary: 'Shows how points are earned and what they are worth', response: loyaltyProgramSchema })
  show(@CurrentActor() actor: Actor): Promise<LoyaltyProgramView> {
    return this.loyalty.program(actor);
  }

  @Put('loyalty-program')
  @Requires('loyalty.configure')
  @Documents({
    summary: 'Says how points are earned, what they are worth, and whether they are booked as owed',
    response: loyaltyProgramSchema,
    refuses: [409],
  })
  change(
    @CurrentActor() actor: Actor,
    @Body({ schema: loyaltyProgramSchema }) program: LoyaltyProgramView,
  ): Promise<LoyaltyProgramView> {
    return this.changeProgram.execute(actor, program);
  }

  @Get('customers/:id/points')
  @Requires('customer.read')
  @Documents({ summary: 'Shows the points of a customer', response: pointsSchema, refuses: [404] })
  points(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) customerId: string): Promise<PointsView> {
    return this.loyalty.pointsOf(actor, customerId);
  }
}
