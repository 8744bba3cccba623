import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { ReceivePaymentUseCase } from '../use-cases/receive-payment.use-case';
import {
  type ReceivedPaymentView,
  receivedPaymentSchema,
  type ReceivePaymentInput,
  receivePaymentSchema,
} from './receivable-payment.schema';

@ApiTags('receivables')
@Controller('receivables')
export class ReceivablePaymentsController {
  constructor(private readonly receivePayment: ReceivePaymentUseCase) {}

  @Post(':id/receipts')
  @Requires('receivable.receive')
  @Idempotent()
  @Documents({
    summary: 'Takes a payment of what is owed',
    status: 201,
    response: receivedPaymentSchema,
    refuses: [404, 409],
  })
  receive(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) receivableId: string,
    @Body({ schema: receivePaymentSchema }) { amount, method, shiftId, reference }: ReceivePaymentInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<ReceivedPaymentView>> {
    const command = {
      ...{ receivableId, method, amount: BigInt(amount) },
      shiftId: shiftId ?? null,
      reference: reference ?? null,
    };
    return this.receivePayment.execute(actor, command, idempotencyKey);
  }
}
