import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { TransactionsQuery } from '../queries/transactions.query';
import { CreateTransactionUseCase } from '../use-cases/create-transaction.use-case';
import { PreviewTransactionUseCase } from '../use-cases/preview-transaction.use-case';
import { toCommand } from './transaction.mapper';
import {
  type CreateTransactionInput,
  createTransactionSchema,
  type DryRunInput,
  dryRunSchema,
  soldOrPreviewedSchema,
  type TransactionFilterInput,
  transactionFilterSchema,
  transactionPageSchema,
  transactionSchema,
  type TransactionSummary,
  type TransactionView,
} from './transaction.schema';

@ApiTags('pos')
@Controller('pos/transactions')
export class TransactionsController {
  constructor(
    private readonly createTransaction: CreateTransactionUseCase,
    private readonly previewTransaction: PreviewTransactionUseCase,
    private readonly transactions: TransactionsQuery,
  ) {}

  @Post()
  @Requires('sale.create')
  @Idempotent()
  @Documents({ summary: 'Sells a cart', status: 201, response: soldOrPreviewedSchema, refuses: [404, 409] })
  async create(
    @CurrentActor() actor: Actor,
    @Query({ schema: dryRunSchema }) { dryRun }: DryRunInput,
    @Body({ schema: createTransactionSchema }) body: CreateTransactionInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<TransactionView>> {
    const command = toCommand(body);
    if (dryRun) return { body: await this.previewTransaction.execute(actor, command), replayed: false };
    return this.createTransaction.execute(actor, command, idempotencyKey);
  }

  @Get()
  @Requires('sale.read')
  @Documents({
    summary: 'Lists the sales of an outlet, the newest first',
    response: transactionPageSchema,
    refuses: [404],
  })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: transactionFilterSchema }) filter: TransactionFilterInput,
  ): Promise<Page<TransactionSummary>> {
    requireWorkplace(actor, filter.outletId);
    return this.transactions.list(actor, filter);
  }

  @Get(':id')
  @Requires('sale.read')
  @Documents({ summary: 'Shows a sale', response: transactionSchema, refuses: [404] })
  get(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<TransactionView> {
    return this.transactions.get(actor, id);
  }
}
