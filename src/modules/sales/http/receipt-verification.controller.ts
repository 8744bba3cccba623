import { Controller, Get, Header, Ip, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/route-policy';
import { VisitorLimits } from '../../../platform/auth/visitor-limits';
import { Documents } from '../../../platform/http/documentation';
import { ReceiptVerificationQuery } from '../queries/receipt-verification.query';
import { receiptTokenSchema, type VerifiedReceipt, verifiedReceiptSchema } from './receipt.schema';

@ApiTags('receipts')
@Controller('receipts/verify')
export class ReceiptVerificationController {
  constructor(
    private readonly receipts: ReceiptVerificationQuery,
    private readonly limits: VisitorLimits,
  ) {}

  @Get(':token')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Tells whoever holds a receipt whether it is one of ours',
    response: verifiedReceiptSchema,
    refuses: [404],
    isPublic: true,
  })
  async verify(
    @Param('token', { schema: receiptTokenSchema }) token: string,
    @Ip() address: string,
  ): Promise<VerifiedReceipt> {
    await this.limits.spend(address);
    return this.receipts.verify(token);
  }
}
