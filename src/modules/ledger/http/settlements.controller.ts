import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { RecordSettlementUseCase } from '../use-cases/record-settlement.use-case';
import {
  recordedSettlementSchema,
  type RecordedSettlementView,
  type RecordSettlementInput,
  recordSettlementSchema,
} from './settlement.schema';

@ApiTags('ledger')
@Controller('settlements')
export class SettlementsController {
  constructor(private readonly recordSettlement: RecordSettlementUseCase) {}

  @Post()
  @Requires('settlement.record')
  @Idempotent()
  @Documents({
    summary: 'Books what came to the bank of what customers had paid by card, QRIS or a platform',
    status: 201,
    response: recordedSettlementSchema,
    refuses: [404, 409],
  })
  record(
    @CurrentActor() actor: Actor,
    @Body({ schema: recordSettlementSchema }) { gross, fee, reference, ...input }: RecordSettlementInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<RecordedSettlementView>> {
    const command = { ...input, gross: BigInt(gross), fee: BigInt(fee), reference: reference ?? null };
    return this.recordSettlement.execute(actor, command, idempotencyKey);
  }
}
