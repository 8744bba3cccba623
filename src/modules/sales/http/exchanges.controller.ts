import { Body, Controller, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import { ExchangeTransactionUseCase } from '../use-cases/exchange-transaction.use-case';
import { PreviewExchangeUseCase } from '../use-cases/preview-exchange.use-case';
import {
  type ExchangedTransactionView,
  exchangedOrPreviewedSchema,
  type ExchangeTransactionInput,
  exchangeTransactionSchema,
} from './exchange.schema';
import { toReturns } from './refund.mapper';
import { toCommand } from './transaction.mapper';
import { type DryRunInput, dryRunSchema } from './transaction.schema';

@ApiTags('pos')
@Controller('pos/transactions/:id/exchanges')
export class ExchangesController {
  constructor(
    private readonly exchangeTransaction: ExchangeTransactionUseCase,
    private readonly previewExchange: PreviewExchangeUseCase,
  ) {}

  @Post()
  @Requires('sale.create')
  @Idempotent()
  @Documents({
    summary: 'Takes goods of a sale back for others; above the limit with the permission sale.refund or an approval',
    status: 201,
    response: exchangedOrPreviewedSchema,
    refuses: [404, 409],
  })
  async exchange(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) transactionId: string,
    @Query({ schema: dryRunSchema }) { dryRun }: DryRunInput,
    @Body({ schema: exchangeTransactionSchema }) { returns, sale, ...asked }: ExchangeTransactionInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<ExchangedTransactionView>> {
    const command = { ...asked, transactionId, items: toReturns(returns), sale: toCommand(sale) };
    if (dryRun) return { body: await this.previewExchange.execute(actor, command), replayed: false };
    return this.exchangeTransaction.execute(actor, command, idempotencyKey);
  }
}
