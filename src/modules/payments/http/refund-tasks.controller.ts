import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { CloseRefund, RetryRefund } from '../contracts/refund-desk';
import { RefundTasksQuery } from '../queries/refund-tasks.query';
import {
  type CloseRefundInput,
  closeRefundSchema,
  type RefundTaskFilterInput,
  refundTaskFilterSchema,
  refundTaskPageSchema,
  refundTaskSchema,
  type RefundTaskView,
} from './refund-task.schema';

@ApiTags('payments')
@Controller('payments/refund-tasks')
export class RefundTasksController {
  constructor(
    private readonly tasks: RefundTasksQuery,
    private readonly retryRefund: RetryRefund,
    private readonly closeRefund: CloseRefund,
  ) {}

  @Get()
  @Requires('payment.read')
  @Documents({
    summary: 'Lists what providers are to give back, at the outlets where you work, the oldest first',
    response: refundTaskPageSchema,
  })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: refundTaskFilterSchema }) filter: RefundTaskFilterInput,
  ): Promise<Page<RefundTaskView>> {
    return this.tasks.list(actor, filter);
  }

  @Post(':id/retry')
  @Requires('payment.retry-refund')
  @Idempotent()
  @Documents({
    summary: 'Has the provider asked again for money that it would not give back',
    response: refundTaskSchema,
    refuses: [404, 409],
  })
  retry(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) refundId: string,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<RefundTaskView>> {
    return this.retryRefund.execute(actor, { refundId }, idempotencyKey);
  }

  @Post(':id/close')
  @Requires('payment.close-refund')
  @Idempotent()
  @Documents({
    summary: 'Closes what a provider would not give back, once the customer had it another way, and books that',
    response: refundTaskSchema,
    refuses: [404, 409],
  })
  close(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) refundId: string,
    @Body({ schema: closeRefundSchema }) body: CloseRefundInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<RefundTaskView>> {
    return this.closeRefund.execute(actor, { refundId, ...body }, idempotencyKey);
  }
}
