import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { VoidTransactionUseCase } from '../use-cases/void-transaction.use-case';
import {
  type VoidedTransactionView,
  voidedTransactionSchema,
  type VoidTransactionInput,
  voidTransactionSchema,
} from './undoing.schema';

@ApiTags('pos')
@Controller('pos/transactions/:id')
export class UndoingController {
  constructor(private readonly voidTransaction: VoidTransactionUseCase) {}

  /** Whoever sells may ask for it; who answers for it is decided in the commit. */
  @Post('void')
  @Requires('sale.create')
  @Idempotent()
  @Documents({
    summary: 'Annuls a sale in its own, still open shift, with the permission sale.void or an approval',
    response: voidedTransactionSchema,
    refuses: [404, 409],
  })
  annul(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) transactionId: string,
    @Body({ schema: voidTransactionSchema }) body: VoidTransactionInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<VoidedTransactionView>> {
    return this.voidTransaction.execute(actor, { ...body, transactionId }, idempotencyKey);
  }
}
