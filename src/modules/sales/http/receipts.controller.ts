import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { PRINTED_AS, printedHeaders, type PrintedReply } from '../../../platform/http/printed';
import { idSchema } from '../../../platform/http/schemas';
import { ReceiptQuery } from '../queries/receipt.query';
import { RecordReceiptCopyUseCase } from '../use-cases/record-receipt-copy.use-case';
import { receiptCopySchema, type ReceiptCopyView, type ReceiptFormInput, receiptFormSchema } from './receipt.schema';

@ApiTags('receipts')
@Controller('pos/transactions/:id')
export class ReceiptsController {
  constructor(
    private readonly receipts: ReceiptQuery,
    private readonly recordCopy: RecordReceiptCopyUseCase,
  ) {}

  @Get('receipt')
  @Requires('sale.read')
  @Documents({
    summary: 'Prints the receipt of a sale: the same bytes every time',
    printed: PRINTED_AS,
    refuses: [404],
  })
  async print(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: receiptFormSchema }) form: ReceiptFormInput,
    @Res({ passthrough: true }) reply: PrintedReply,
  ): Promise<Buffer> {
    const printed = await this.receipts.print(actor, id, form);
    reply.headers(printedHeaders(form.format));
    return printed;
  }

  @Post('receipt-copies')
  @Requires('receipt.copy')
  @Idempotent()
  @Documents({
    summary: 'Records that a receipt is printed again; then print it with copy=true',
    status: 201,
    response: receiptCopySchema,
    refuses: [404, 409],
  })
  copy(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) transactionId: string,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<ReceiptCopyView>> {
    return this.recordCopy.execute(actor, { transactionId }, idempotencyKey);
  }
}
