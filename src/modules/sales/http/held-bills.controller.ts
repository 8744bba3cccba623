import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { HeldBillsQuery } from '../queries/held-bills.query';
import { HoldBillUseCase } from '../use-cases/hold-bill.use-case';
import { ResumeHeldBillUseCase } from '../use-cases/resume-held-bill.use-case';
import {
  type HeldBillFilterInput,
  heldBillFilterSchema,
  heldBillPageSchema,
  heldBillSchema,
  type HeldBillView,
  type HoldBillInput,
  holdBillSchema,
} from './held-bill.schema';
import { toCartItem } from './transaction.mapper';

@ApiTags('pos')
@Requires('bill.hold')
@Controller('pos/held-bills')
export class HeldBillsController {
  constructor(
    private readonly holdBill: HoldBillUseCase,
    private readonly resumeHeldBill: ResumeHeldBillUseCase,
    private readonly bills: HeldBillsQuery,
  ) {}

  @Post()
  @Idempotent('optional')
  @Documents({ summary: 'Sets a cart aside', status: 201, response: heldBillSchema, refuses: [404, 409] })
  hold(
    @CurrentActor() actor: Actor,
    @Body({ schema: holdBillSchema }) body: HoldBillInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<HeldBillView>> {
    const { outletId, name, tableId, customerId, expiresInMinutes, ...cart } = body;
    const command = {
      outletId,
      name: name ?? null,
      tableId: tableId ?? null,
      customerId: customerId ?? null,
      items: cart.items.map(toCartItem),
      cart,
      expiresInMinutes,
    };
    return this.holdBill.execute(actor, command, idempotencyKey);
  }

  @Get()
  @Documents({ summary: 'Lists the held bills of an outlet', response: heldBillPageSchema, refuses: [404] })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: heldBillFilterSchema }) filter: HeldBillFilterInput,
  ): Promise<Page<HeldBillView>> {
    requireWorkplace(actor, filter.outletId);
    return this.bills.list(actor, filter);
  }

  @Post(':id/resume')
  @Idempotent('optional')
  @Documents({ summary: 'Takes a held bill back; one till wins', response: heldBillSchema, refuses: [404, 409] })
  resume(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) heldBillId: string,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<HeldBillView>> {
    return this.resumeHeldBill.execute(actor, { heldBillId }, idempotencyKey);
  }
}
