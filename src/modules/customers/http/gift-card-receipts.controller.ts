import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { PRINTED_AS, printedHeaders, type PrintedReply } from '../../../platform/http/printed';
import { idSchema } from '../../../platform/http/schemas';
import { GiftCardReceiptQuery } from '../queries/gift-card-receipt.query';
import { type GiftCardReceiptForm, giftCardReceiptFormSchema } from './gift-card.schema';

@ApiTags('receipts')
@Controller('gift-cards/sales/:id')
export class GiftCardReceiptsController {
  constructor(private readonly receipts: GiftCardReceiptQuery) {}

  @Get('receipt')
  @Requires('gift-card.read')
  @Documents({
    summary: 'Prints what was paid for a gift card, without its code: the same bytes every time',
    printed: PRINTED_AS,
    refuses: [404],
  })
  async print(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) id: string,
    @Query({ schema: giftCardReceiptFormSchema }) form: GiftCardReceiptForm,
    @Res({ passthrough: true }) reply: PrintedReply,
  ): Promise<Buffer> {
    const printed = await this.receipts.print(actor, id, form);
    reply.headers(printedHeaders(form.format));
    return printed;
  }
}
