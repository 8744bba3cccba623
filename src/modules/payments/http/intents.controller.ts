import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { IntentsQuery } from '../queries/intents.query';
import { CancelIntentUseCase } from '../use-cases/cancel-intent.use-case';
import { CreateIntentUseCase } from '../use-cases/create-intent.use-case';
import { type CreateIntentInput, createIntentSchema, intentSchema, type IntentView } from './intent.schema';

@ApiTags('payments')
@Controller('payments/intents')
export class IntentsController {
  constructor(
    private readonly createIntent: CreateIntentUseCase,
    private readonly cancelIntent: CancelIntentUseCase,
    private readonly intents: IntentsQuery,
  ) {}

  @Post()
  @Requires('payment.request')
  @Idempotent()
  @Documents({
    summary: 'Asks the payment provider for a customer’s payment',
    status: 201,
    response: intentSchema,
    refuses: [404, 409],
  })
  create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createIntentSchema }) body: CreateIntentInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<IntentView>> {
    return this.createIntent.execute(actor, { ...body, amount: BigInt(body.amount) }, idempotencyKey);
  }

  @Get(':id')
  @Requires('payment.read')
  @Documents({ summary: 'Shows how far a payment is', response: intentSchema, refuses: [404] })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<IntentView> {
    return this.intents.get(actor, id);
  }

  @Post(':id/cancel')
  @Requires('payment.request')
  @Idempotent()
  @Documents({
    summary: 'Gives a payment up; money that came for it goes back',
    response: intentSchema,
    refuses: [404, 409],
  })
  cancel(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) intentId: string,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<IntentView>> {
    return this.cancelIntent.execute(actor, { intentId }, idempotencyKey);
  }
}
