import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { PreviewRefundUseCase } from '../use-cases/preview-refund.use-case';
import { RefundTransactionUseCase } from '../use-cases/refund-transaction.use-case';
import { VoidTransactionUseCase } from '../use-cases/void-transaction.use-case';
import { toRefund } from './refund.mapper';
import {
  type RefundedTransactionView,
  refundedOrPreviewedSchema,
  type RefundTransactionInput,
  refundTransactionSchema,
} from './refund.schema';
import { type DryRunInput, dryRunSchema } from './transaction.schema';
import {
  type VoidedTransactionView,
  voidedTransactionSchema,
  type VoidTransactionInput,
  voidTransactionSchema,
} from './undoing.schema';

@ApiTags('pos')
@Controller('pos/transactions/:id')
export class UndoingController {
  constructor(
    private readonly voidTransaction: VoidTransactionUseCase,
    private readonly refundTransaction: RefundTransactionUseCase,
    private readonly previewRefund: PreviewRefundUseCase,
  ) {}

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

  @Post('refunds')
  @Requires('sale.create')
  @Idempotent()
  @Documents({
    summary: 'Gives money back for goods of a sale; above the limit with the permission sale.refund or an approval',
    status: 201,
    response: refundedOrPreviewedSchema,
    refuses: [404, 409],
  })
  async refund(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) transactionId: string,
    @Query({ schema: dryRunSchema }) { dryRun }: DryRunInput,
    @Body({ schema: refundTransactionSchema }) body: RefundTransactionInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<RefundedTransactionView>> {
    const command = toRefund(transactionId, body);
    if (dryRun) return { body: await this.previewRefund.execute(actor, command), replayed: false };
    return this.refundTransaction.execute(actor, command, idempotencyKey);
  }
}
