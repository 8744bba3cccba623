import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { VouchersQuery, type VoucherView } from '../queries/vouchers.query';
import {
  type IssuedVouchers,
  type IssueVouchersCommand,
  IssueVouchersUseCase,
} from '../use-cases/issue-vouchers.use-case';
import { WithdrawVoucherUseCase } from '../use-cases/withdraw-voucher.use-case';
import {
  issuedVouchersSchema,
  type IssueVouchersInput,
  issueVouchersSchema,
  type NamedVoucherInput,
  namedVoucherSchema,
  type VoucherFilterInput,
  voucherFilterSchema,
  voucherPageSchema,
  voucherSchema,
  type WithdrawVoucherInput,
  withdrawVoucherSchema,
} from './voucher.schema';

@ApiTags('promotions')
@Controller('vouchers')
export class VouchersController {
  constructor(
    private readonly issueVouchers: IssueVouchersUseCase,
    private readonly withdrawVoucher: WithdrawVoucherUseCase,
    private readonly vouchers: VouchersQuery,
  ) {}

  @Post()
  @Requires('promotion.manage')
  @Idempotent()
  @Documents({
    summary: 'Issues vouchers of a promotion or of a value',
    status: 201,
    response: issuedVouchersSchema,
    refuses: [404, 409],
  })
  issue(
    @CurrentActor() actor: Actor,
    @Body({ schema: issueVouchersSchema }) body: IssueVouchersInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<IssuedVouchers>> {
    return this.issueVouchers.execute(actor, toCommand(body), idempotencyKey);
  }

  @Post(':voucher/withdraw')
  @Requires('promotion.manage')
  @Idempotent()
  @Documents({
    summary: 'Ends a voucher before it is used up; what was sold with it stays',
    response: voucherSchema,
    refuses: [404, 409],
  })
  withdraw(
    @CurrentActor() actor: Actor,
    @Param('voucher', { schema: namedVoucherSchema }) voucher: NamedVoucherInput,
    @Body({ schema: withdrawVoucherSchema }) { reason }: WithdrawVoucherInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<VoucherView>> {
    return this.withdrawVoucher.execute(actor, { voucher, reason }, idempotencyKey);
  }

  @Get()
  @Requires('promotion.manage')
  @Documents({ summary: 'Lists vouchers with their codes, the newest first', response: voucherPageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: voucherFilterSchema }) filter: VoucherFilterInput,
  ): Promise<Page<VoucherView>> {
    return this.vouchers.list(actor, filter);
  }
}

function toCommand(input: IssueVouchersInput): IssueVouchersCommand {
  const { code, count, customerId = null, validFrom = null, validTo = null } = input;
  const isOfPromotion = 'promotionId' in input;
  return {
    codes: code ? { code } : { count },
    promotionId: isOfPromotion ? input.promotionId : null,
    maxUses: isOfPromotion ? input.maxUses : null,
    value: isOfPromotion ? null : BigInt(input.value),
    customerId,
    validFrom,
    validTo,
  };
}
