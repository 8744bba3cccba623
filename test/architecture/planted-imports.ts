export interface Planted {
  readonly rule: string;
  readonly file: string;
  readonly source: string;
  /** Files the violation needs beside it. */
  readonly beside?: Record<string, string>;
  /** False for a file that nothing imports. */
  readonly reached?: boolean;
}

/** One violation of each import rule and of each way around it, in the style that the code is written in. */
export const plantedImports: Planted[] = [
  {
    rule: 'modules-meet-at-the-front-door',
    file: 'src/modules/kitchen/listeners/peek-into-sales.listener.ts',
    source: `import { settle } from '../../sales/domain/transaction'; export const peek = settle;`,
  },
  {
    rule: 'modules-meet-at-the-front-door',
    file: 'src/cli/void-sale.command.ts',
    source: `import { TransactionStore } from '../modules/sales/store/transaction.store';
      export class VoidSaleCommand { constructor(readonly transactions: TransactionStore) {} }`,
  },
  {
    rule: 'modules-know-only-their-neighbours',
    file: 'src/modules/kitchen/listeners/greet-customer.listener.ts',
    source: `import { CustomersModule } from '../../customers'; export const greet = CustomersModule;`,
  },
  {
    rule: 'the-front-door-shows-contracts',
    file: 'src/modules/dining/index.ts',
    source: `export { TableStore } from './store/table.store';`,
    beside: { 'src/modules/dining/store/table.store.ts': `export class TableStore {}` },
  },
  {
    rule: 'the-front-door-shows-contracts',
    file: 'src/modules/sales/contracts/sales-desk.ts',
    source: `export { TransactionStore } from '../store/transaction.store';`,
  },
  {
    rule: 'domain-is-pure',
    file: 'src/modules/sales/domain/shift.ts',
    source: `import { Injectable } from '@nestjs/common'; @Injectable() export class Shift {}`,
  },
  {
    rule: 'domain-is-pure',
    file: 'src/modules/sales/domain/receipt.ts',
    source: `import { createHash } from 'node:crypto'; export const seal = () => createHash('sha256');`,
  },
  {
    rule: 'domain-is-pure',
    file: 'src/modules/sales/domain/refund.ts',
    source: `import type { Tx } from '../../../platform/database'; export const refund = (tx: Tx) => tx;`,
  },
  {
    rule: 'only-stores-and-queries-touch-prisma',
    file: 'src/modules/sales/use-cases/refund-transaction.use-case.ts',
    source: `import { Prisma } from '@prisma/client'; export class RefundTransactionUseCase { sql = Prisma.sql; }`,
  },
  {
    rule: 'only-stores-and-queries-touch-prisma',
    file: 'src/modules/kitchen/listeners/fire-order.listener.ts',
    source: `import type { PrismaClient } from '../../../platform/database/generated/client';
      export class FireOrderListener { handle(prisma: PrismaClient) { return prisma; } }`,
  },
  {
    rule: 'only-stores-and-queries-touch-prisma',
    file: 'src/platform/events/relay.ts',
    source: `import type { PoolClient } from 'pg'; export class Relay { sweep(client: PoolClient) { return client; } }`,
  },
  {
    rule: 'controllers-speak-to-use-cases',
    file: 'src/modules/sales/http/receipts.controller.ts',
    source: `import { TransactionStore } from '../store/transaction.store';
      export class ReceiptsController { constructor(readonly transactions: TransactionStore) {} }`,
  },
  {
    rule: 'controllers-speak-to-use-cases',
    file: 'src/modules/sales/http/prices.controller.ts',
    source: `import { PriceBook } from '../../catalog'; export class PricesController { constructor(readonly p: PriceBook) {} }`,
  },
  {
    rule: 'use-cases-know-no-transport',
    file: 'src/modules/sales/use-cases/void-transaction.use-case.ts',
    source: `import type { FastifyRequest } from 'fastify';
      export class VoidTransactionUseCase { execute(request: FastifyRequest) { return request.id; } }`,
  },
  {
    rule: 'use-cases-know-no-transport',
    file: 'src/modules/sales/use-cases/close-shift.use-case.ts',
    source: `import { createTransactionBody } from '../http/transactions.schema';
      export class CloseShiftUseCase { execute(body: unknown) { return createTransactionBody.parse(body); } }`,
  },
  {
    rule: 'use-cases-know-no-transport',
    file: 'src/modules/sales/queries/receipt.query.ts',
    source: `import { ProblemFilter } from '../../../platform/http/problem.filter';
      export class ReceiptQuery { constructor(readonly problems: ProblemFilter) {} }`,
  },
  {
    rule: 'use-cases-do-not-call-use-cases',
    file: 'src/modules/sales/use-cases/repeat-transaction.use-case.ts',
    source: `import { CreateTransactionUseCase } from './create-transaction.use-case';
      export class RepeatTransactionUseCase { constructor(readonly createTransaction: CreateTransactionUseCase) {} }`,
  },
  {
    rule: 'queries-write-nothing',
    file: 'src/modules/sales/queries/transaction-list.query.ts',
    source: `import { TransactionStore } from '../store/transaction.store';
      export class TransactionListQuery { constructor(readonly transactions: TransactionStore) {} }`,
  },
  {
    rule: 'providers-stay-behind-their-calls',
    file: 'src/modules/sales/use-cases/pay-now.use-case.ts',
    source: `import { SandboxProvider } from '../providers/sandbox.provider';
      export class PayNowUseCase { readonly provider = new SandboxProvider(); }`,
    beside: { 'src/modules/sales/providers/sandbox.provider.ts': `export class SandboxProvider {}` },
  },
  {
    rule: 'rxjs-stays-in-the-platform',
    file: 'src/modules/kitchen/listeners/bump-order.listener.ts',
    source: `import { map } from 'rxjs/operators'; export class BumpOrderListener { readonly bump = map; }`,
  },
  {
    rule: 'one-broadcaster',
    file: 'src/modules/kitchen/gateways/expo.gateway.ts',
    source: `import type { Server } from 'socket.io'; export class ExpoGateway { server!: Server; }`,
  },
  {
    rule: 'one-broker-client',
    file: 'src/platform/events/bridge.ts',
    source: `import { connect } from 'amqplib'; export const bridge = connect;`,
  },
  {
    rule: 'redis-stays-in-the-platform',
    file: 'src/modules/sales/store/sale-context.store.ts',
    source: `import Redis from 'ioredis'; export class SaleContextStore { constructor(readonly redis: Redis) {} }`,
  },
  {
    rule: 'one-environment-reader',
    file: 'src/platform/http/port.ts',
    source: `import { env } from 'node:process'; export const port = env.PORT;`,
  },
  {
    rule: 'platform-knows-no-module',
    file: 'src/platform/events/kitchen-first.ts',
    source: `import { KitchenModule } from '../../modules/kitchen'; export const first = KitchenModule;`,
  },
  {
    rule: 'kernel-knows-nobody',
    file: 'src/kernel/frame.ts',
    source: `import type { Broadcaster } from '../platform/realtime/broadcaster'; export type Frame = Broadcaster;`,
  },
  {
    rule: 'kernel-knows-nobody',
    file: 'src/kernel/seal.ts',
    source: `import { createHash } from 'node:crypto'; export const seal = createHash;`,
  },
  {
    rule: 'no-circular',
    file: 'src/modules/sales/domain/payment.ts',
    source: `import type { Change } from './change'; export interface Payment { change: Change; }`,
    beside: {
      'src/modules/sales/domain/change.ts': `
        import type { Payment } from './payment'; export interface Change { outOf: Payment; }`,
    },
  },
  {
    rule: 'no-orphans',
    file: 'src/modules/sales/domain/forgotten.ts',
    source: `import { newId } from '../../../kernel/ids'; export const forgotten = newId;`,
    reached: false,
  },
  {
    rule: 'no-unresolvable',
    file: 'src/modules/sales/store/drawer.store.ts',
    source: `import { Drawer } from './drawer.mapper'; export class DrawerStore { drawer!: Drawer; }`,
  },
];
