/** A shop in miniature, written as the rules want it: the ground that violations are planted in. */
export const soundShop: Record<string, string> = {
  'src/main.ts': `
    import { NestFactory } from '@nestjs/core';
    import { AppModule } from './app.module';
    void NestFactory.create(AppModule);`,

  'src/app.module.ts': `
    import { Module } from '@nestjs/common';
    import { CatalogModule } from './modules/catalog';
    import { KitchenModule } from './modules/kitchen';
    import { SalesModule } from './modules/sales';
    import { EventBus } from './platform/events/event-bus';
    import { ProblemFilter } from './platform/http/problem.filter';
    import { Broadcaster } from './platform/realtime/broadcaster';
    @Module({ imports: [CatalogModule, KitchenModule, SalesModule], providers: [EventBus, ProblemFilter, Broadcaster] })
    export class AppModule {}`,

  'src/kernel/ids.ts': `
    import { v7 } from 'uuid';
    export const newId = (): string => v7();`,

  'src/platform/database/index.ts': `
    import { Pool } from 'pg';
    import { PrismaClient } from './generated/client';
    export class Database { readonly pool = new Pool(); readonly prisma = new PrismaClient(); }
    export type Tx = Pick<PrismaClient, '$queryRaw'>;`,

  'src/platform/database/generated/client.ts': `
    import './no-such-file';
    export class PrismaClient { $queryRaw!: unknown; }`,

  'src/platform/database/generated/unused.ts': `export const unused = true;`,

  'src/platform/events/event-bus.ts': `
    import { Subject } from 'rxjs';
    export class EventBus { readonly events = new Subject(); }`,

  'src/platform/http/problem.filter.ts': `
    import { Catch } from '@nestjs/common';
    import type { FastifyReply } from 'fastify';
    @Catch() export class ProblemFilter { catch(error: Error, reply?: FastifyReply) { void reply?.send(error); } }`,

  'src/platform/realtime/broadcaster.ts': `
    import { Server } from 'socket.io';
    import { newId } from '../../kernel/ids';
    export class Broadcaster { readonly id = newId(); constructor(private readonly server: Server) {} }`,

  'src/modules/catalog/index.ts': `
    export { CatalogModule } from './catalog.module';
    export { PriceBook } from './contracts/price-book';`,

  'src/modules/catalog/catalog.module.ts': `
    import { Module } from '@nestjs/common';
    import { PriceBook } from './contracts/price-book';
    import { PriceBookQueries } from './queries/price-book.queries';
    @Module({ providers: [{ provide: PriceBook, useClass: PriceBookQueries }], exports: [PriceBook] })
    export class CatalogModule {}`,

  'src/modules/catalog/contracts/price-book.ts': `
    import type { Tx } from '../../../platform/database';
    export abstract class PriceBook { abstract pricesOf(tx: Tx, variantIds: string[]): Promise<bigint[]>; }`,

  'src/modules/catalog/queries/price-book.queries.ts': `
    import { Prisma } from '@prisma/client';
    import type { Tx } from '../../../platform/database';
    import { PriceBook } from '../contracts/price-book';
    export class PriceBookQueries extends PriceBook {
      pricesOf = async (tx: Tx, ids: string[]) => [BigInt(ids.length), BigInt(String(Prisma.sql\`\${tx}\`))];
    }`,

  'src/modules/sales/index.ts': `
    export { transactionCreated } from './contracts/transaction-created.event';
    export { SalesModule } from './sales.module';`,

  'src/modules/sales/sales.module.ts': `
    import { Module } from '@nestjs/common';
    import { CatalogModule } from '../catalog';
    import { TransactionsController } from './http/transactions.controller';
    import { TransactionStore } from './store/transaction.store';
    import { CreateTransactionUseCase } from './use-cases/create-transaction.use-case';
    @Module({
      imports: [CatalogModule],
      controllers: [TransactionsController],
      providers: [CreateTransactionUseCase, TransactionStore],
    })
    export class SalesModule {}`,

  'src/modules/sales/contracts/transaction-created.event.ts': `
    import { z } from 'zod';
    import { newId } from '../../../kernel/ids';
    export const payload = z.object({ transactionId: z.string() });
    export const transactionCreated = (transactionId: string) => ({ eventId: newId(), payload: { transactionId } });`,

  'src/modules/sales/domain/transaction.ts': `
    import { newId } from '../../../kernel/ids';
    import { transactionCreated } from '../contracts/transaction-created.event';
    export const settle = () => transactionCreated(newId());`,

  'src/modules/sales/store/transaction.store.ts': `
    import { Injectable } from '@nestjs/common';
    import type { PoolClient } from 'pg';
    import type { Tx } from '../../../platform/database';
    @Injectable() export class TransactionStore { insert(tx: Tx, client?: PoolClient) { return [tx, client]; } }`,

  'src/modules/sales/use-cases/create-transaction.use-case.ts': `
    import { Injectable } from '@nestjs/common';
    import { Database } from '../../../platform/database';
    import { PriceBook } from '../../catalog';
    import { settle } from '../domain/transaction';
    import { TransactionStore } from '../store/transaction.store';
    @Injectable()
    export class CreateTransactionUseCase {
      constructor(readonly database: Database, readonly prices: PriceBook, readonly transactions: TransactionStore) {}
      execute() { return settle(); }
    }`,

  'src/modules/sales/http/transactions.schema.ts': `
    import { z } from 'zod';
    export const createTransactionBody = z.object({ outletId: z.uuid() });`,

  'src/modules/sales/http/transactions.controller.ts': `
    import { Body, Controller, Post } from '@nestjs/common';
    import { ApiTags } from '@nestjs/swagger';
    import { CreateTransactionUseCase } from '../use-cases/create-transaction.use-case';
    import { createTransactionBody } from './transactions.schema';
    @ApiTags('sales') @Controller('pos/transactions')
    export class TransactionsController {
      constructor(private readonly createTransaction: CreateTransactionUseCase) {}
      @Post() create(@Body() body: unknown) { createTransactionBody.parse(body); return this.createTransaction.execute(); }
    }`,

  'src/modules/kitchen/index.ts': `export { KitchenModule } from './kitchen.module';`,

  'src/modules/kitchen/kitchen.module.ts': `
    import { Module } from '@nestjs/common';
    import { KdsGateway } from './gateways/kds.gateway';
    import { CreateOrderOnSaleListener } from './listeners/create-order-on-sale.listener';
    @Module({ providers: [CreateOrderOnSaleListener, KdsGateway] })
    export class KitchenModule {}`,

  'src/modules/kitchen/listeners/create-order-on-sale.listener.ts': `
    import { transactionCreated } from '../../sales';
    export class CreateOrderOnSaleListener { readonly name = 'kitchen'; readonly on = transactionCreated; }`,

  'src/modules/kitchen/gateways/kds.gateway.ts': `
    import { WebSocketGateway } from '@nestjs/websockets';
    import { Broadcaster } from '../../../platform/realtime/broadcaster';
    @WebSocketGateway() export class KdsGateway { constructor(private readonly broadcaster: Broadcaster) {} }`,

  'src/modules/customers/index.ts': `export { CustomersModule } from './customers.module';`,
  'src/modules/customers/customers.module.ts': `export class CustomersModule {}`,
};
