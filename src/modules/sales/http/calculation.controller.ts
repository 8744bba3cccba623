import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { CalculateCartUseCase, type CalculatedCart } from '../use-cases/calculate-cart.use-case';
import { type CalculateCartInput, calculateCartSchema, calculatedCartSchema } from './calculation.schema';
import { toCalculation } from './transaction.mapper';

@ApiTags('pos')
@Controller('pos/calculate')
export class CalculationController {
  constructor(private readonly calculateCart: CalculateCartUseCase) {}

  @Post()
  @HttpCode(200)
  @Requires('sale.create')
  @Documents({
    summary: 'Prices a cart, with the reason for every amount',
    response: calculatedCartSchema,
    refuses: [404, 409],
  })
  calculate(
    @CurrentActor() actor: Actor,
    @Body({ schema: calculateCartSchema }) body: CalculateCartInput,
  ): Promise<CalculatedCart> {
    return this.calculateCart.execute(actor, toCalculation(body));
  }
}
