import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { idSchema } from '../../../platform/http/schemas';
import { StoreCreditQuery } from '../queries/store-credit.query';
import { ChangeCreditLimitUseCase } from '../use-cases/change-credit-limit.use-case';
import {
  type ChangeCreditLimitInput,
  changeCreditLimitSchema,
  creditLimitSchema,
  type CreditLimitView,
} from './credit-limit.schema';
import {
  type StoreCreditFilterInput,
  storeCreditFilterSchema,
  storeCreditSchema,
  type StoreCreditView,
} from './store-credit.schema';

@ApiTags('customers')
@Controller('customers')
export class CustomersController {
  constructor(
    private readonly storeCredits: StoreCreditQuery,
    private readonly changeCreditLimit: ChangeCreditLimitUseCase,
  ) {}

  @Get(':id/store-credit')
  @Requires('customer.read')
  @Documents({
    summary: 'Shows the store credit of a customer, its entries the newest first',
    response: storeCreditSchema,
    refuses: [404],
  })
  storeCredit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) customerId: string,
    @Query({ schema: storeCreditFilterSchema }) filter: StoreCreditFilterInput,
  ): Promise<StoreCreditView> {
    return this.storeCredits.of(actor, customerId, filter);
  }

  @Put(':id/credit-limit')
  @Requires('customer.set-credit-limit')
  @Documents({ summary: 'Says how far a customer may owe', response: creditLimitSchema, refuses: [404] })
  setCreditLimit(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) customerId: string,
    @Body({ schema: changeCreditLimitSchema }) { creditLimit }: ChangeCreditLimitInput,
  ): Promise<CreditLimitView> {
    return this.changeCreditLimit.execute(actor, { customerId, creditLimit: BigInt(creditLimit) });
  }
}
