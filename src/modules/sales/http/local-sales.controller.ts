import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { LocalCartQuery } from '../queries/local-cart.query';
import { LocalSalesQuery } from '../queries/local-sales.query';
import { ShiftsQuery } from '../queries/shifts.query';
import { CreateTransactionUseCase } from '../use-cases/create-transaction.use-case';
import { toCommand, toLocalCart } from './local-sale.mapper';
import {
  type CreatedLocalSaleView,
  createdLocalSaleSchema,
  type CreateLocalSaleInput,
  createLocalSaleSchema,
  type LocalSaleFilterInput,
  localSaleFilterSchema,
  localSalePageSchema,
  type LocalSalePageView,
  localSaleSchema,
  type LocalSaleView,
  saleNumberSchema,
} from './local-sale.schema';

/** The routes of mg-erp's document: its words, over the same sale. */
@ApiTags('mg-erp')
@Controller()
export class LocalSalesController {
  constructor(
    private readonly createTransaction: CreateTransactionUseCase,
    private readonly carts: LocalCartQuery,
    private readonly shifts: ShiftsQuery,
    private readonly sales: LocalSalesQuery,
  ) {}

  @Post('sales')
  @Requires('sale.create')
  @Idempotent('optional')
  @Documents({
    summary: "Sells in the open shift of the log-in's outlet; without an Idempotency-Key each request is a sale",
    status: 201,
    response: createdLocalSaleSchema,
    refuses: [404, 409],
  })
  async create(
    @CurrentActor() actor: Actor,
    @Body({ schema: createLocalSaleSchema }) body: CreateLocalSaleInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<CreatedLocalSaleView>> {
    const { outletId, ...cart } = await this.carts.find(actor, toLocalCart(body));
    const shift = await this.shifts.current(actor, { outletId, drawer: 'main' });
    const command = toCommand(body, shift, cart);
    const { body: sold, replayed } = await this.createTransaction.execute(actor, command, idempotencyKey, body);
    const sale = await this.sales.get(actor, sold.receiptNumber);
    return { body: { ...sale, sync_status: sale.status === 'pending' ? 'queued' : sale.status }, replayed };
  }

  @Get('pos/local/sales')
  @Requires('sale.read')
  @Documents({ summary: 'Lists sales with their items, the newest first', response: localSalePageSchema })
  list(
    @CurrentActor() actor: Actor,
    @Query({ schema: localSaleFilterSchema }) filter: LocalSaleFilterInput,
  ): Promise<LocalSalePageView> {
    return this.sales.list(actor, filter);
  }

  @Get('pos/local/sales/:saleNumber')
  @Requires('sale.read')
  @Documents({ summary: 'Shows a sale by its number', response: localSaleSchema, refuses: [404] })
  get(
    @CurrentActor() actor: Actor,
    @Param('saleNumber', { schema: saleNumberSchema }) saleNumber: string,
  ): Promise<LocalSaleView> {
    return this.sales.get(actor, saleNumber);
  }
}
