import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import type { Actor, Operator } from '../../kernel/actor';
import type { Answer } from '../../kernel/answer';
import { DomainError } from '../../kernel/domain-error';
import { groupBy } from '../../kernel/group-by';
import { EventBus } from '../events/event-bus';
import { onNobodysBehalf } from '../observability/spans';
import { type Commit, CommitRecord } from './commit-record';
import { Prisma, PrismaClient } from './generated/client';
import type { IdempotentCommand } from './idempotency';
import { outliveConnections } from './pool';
import { runWithRetry } from './retry';
import { ReadTx, Tx, type TxContext } from './tx';

export const APP_POOL = Symbol('the pool of app sessions');

const TRANSACTION = { maxWait: 3_000, timeout: 15_000 };

/** The door to PostgreSQL. Whatever comes through it has a tenant. */
@Injectable()
export class Database implements OnApplicationShutdown {
  private readonly prisma: PrismaClient;
  /** One connection, for what is asked while a transaction is open: who holds a connection never waits for another. */
  private readonly besides: Pool;

  constructor(
    @Inject(APP_POOL) private readonly pool: Pool,
    private readonly bus: EventBus,
    private readonly record: CommitRecord,
  ) {
    this.prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
    this.besides = new Pool({ ...pool.options, max: 1 });
    this.besides.on('error', () => undefined); // it is made anew when it is needed
    outliveConnections(this.besides);
  }

  /** One command, one commit: the idempotency record, the work, its events and its answer, or nothing. */
  async write<Body>(
    context: TxContext,
    command: IdempotentCommand,
    work: (tx: Tx) => Promise<Body>,
  ): Promise<Answer<Body>> {
    let types: string[] = [];
    const answer = await this.commit(
      { kind: 'write', businessId: context.businessId, operation: command.operation },
      () =>
        this.transaction(context, async (tx) => {
          const earlier = await claimKey<Body>(tx, command);
          if (earlier !== null) return { body: earlier, replayed: true };
          const body = await work(tx);
          await appendEvents(tx);
          types = tx.recorded.map((event) => event.type);
          return { body: await storeAnswer(tx, command, body), replayed: false };
        }),
      { repeatable: true },
    );
    if (!answer.replayed) this.announce(context.businessId, types);
    return answer;
  }

  /** A change that is idempotent by its own nature (a status, a session): no key, and no retry of an unknown outcome. */
  async change<Result>(context: TxContext, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const { result, types } = await this.commit(
      { kind: 'change', businessId: context.businessId },
      () =>
        this.transaction(context, async (tx) => {
          const value = await work(tx);
          await appendEvents(tx);
          return { result: value, types: tx.recorded.map((event) => event.type) };
        }),
      { repeatable: false },
    );
    this.announce(context.businessId, types);
    return result;
  }

  /** The answer that the key has earned, if it was used; throws when it was used for another request. */
  async recall<Body>(businessId: string, command: IdempotentCommand): Promise<Answer<Body> | null> {
    const record = await this.read(businessId, (tx) =>
      tx.prisma.idempotencyRecord.findUnique({
        where: { businessId_key: { businessId, key: command.idempotencyKey } },
      }),
    );
    if (!record) return null;
    if (record.operation !== command.operation || !command.requestHash.equals(record.requestHash)) {
      throw new DomainError('invalid', 'request.idempotency-key-reused', 'The key was used for another request.');
    }
    return { body: record.answer as Body, replayed: true };
  }

  /** Does the work and then undoes it: what would happen, found out by letting it happen. */
  async rehearse<Result>(context: TxContext, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    const curtain = new Curtain<Result>();
    try {
      await runWithRetry(
        () =>
          this.transaction(context, async (tx) => {
            curtain.result = await work(tx);
            throw curtain;
          }),
        { repeatable: true },
      );
    } catch (thrown) {
      if (thrown !== curtain) throw thrown;
    }
    return curtain.result!;
  }

  /** Reads in one snapshot of one tenant. */
  read<Result>(businessId: string, work: (tx: ReadTx) => Promise<Result>): Promise<Result> {
    return runWithRetry(
      () =>
        this.prisma.$transaction(
          async (prisma) => {
            await prisma.$executeRaw`select set_config('app.business_id', ${businessId}, true), set_config('transaction_read_only', 'on', true)`;
            return work(new ReadTx(prisma, businessId));
          },
          {
            maxWait: TRANSACTION.maxWait,
            timeout: this.pool.options.statement_timeout || TRANSACTION.timeout,
            isolationLevel: Prisma.TransactionIsolationLevel.RepeatableRead,
          },
        ),
      { repeatable: true },
    );
  }

  /**
   * Calls an SQL function that is a whole commit of its own, in one round trip: it sets its tenant and claims its
   * idempotency key itself. Takes and returns one JSON document; `types` are the events that it records.
   */
  async call<Result>(
    businessId: string,
    functionName: string,
    argument: unknown,
    types: readonly string[],
  ): Promise<Result> {
    const text = `select ${functionName}($1::jsonb) as result`;
    const values = [JSON.stringify(argument)];
    const { rows } = await this.commit(
      { kind: 'call', businessId, operation: functionName },
      () => this.pool.query<{ result: Result }>({ name: functionName, text, values }),
      { repeatable: true },
    );
    this.announce(businessId, types);
    return rows[0]!.result;
  }

  /** Asks a function that needs no tenant set: one that looks across tenants and tells only ids, or sets its own. */
  ask<Row extends object>(functionName: string, args: readonly unknown[]): Promise<Row[]> {
    return askOf<Row>(this.pool, functionName, args);
  }

  /** The same in the midst of a transaction, and in a commit of its own. */
  askBesides<Row extends object>(functionName: string, args: readonly unknown[]): Promise<Row[]> {
    return askOf<Row>(this.besides, functionName, args);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.prisma.$disconnect();
    await this.besides.end();
    if (!this.pool.ended) await this.pool.end();
  }

  private announce(businessId: string, types: readonly string[]): void {
    if (types.length > 0) onNobodysBehalf(() => this.bus.announce({ businessId, types }));
  }

  /** Tried again where that is safe. */
  private commit<Result>(
    commit: Commit,
    work: () => Promise<Result>,
    options: { readonly repeatable: boolean },
  ): Promise<Result> {
    return this.record.follow(commit, (onRetry) => runWithRetry(work, { ...options, onRetry }));
  }

  private transaction<Result>(context: TxContext, work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.prisma.$transaction(async (prisma) => {
      await prisma.$executeRaw`select set_config('app.business_id', ${context.businessId}, true)`;
      return work(new Tx(prisma, context));
    }, TRANSACTION);
  }
}

/** Thrown at the end of a rehearsal, so that it is rolled back. */
class Curtain<Result> {
  result: Result | undefined;
}

export function writerOf(actor: Actor | Operator): TxContext {
  return {
    businessId: actor.businessId,
    actor: { employeeId: actor.employeeId, role: actor.role },
    correlationId: actor.correlationId,
  };
}

async function askOf<Row extends object>(pool: Pool, functionName: string, args: readonly unknown[]): Promise<Row[]> {
  const places = args.map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await pool.query<Row>({
    name: functionName,
    text: `select * from ${functionName}(${places})`,
    values: [...args],
  });
  return rows;
}

async function claimKey<Body>(tx: Tx, command: IdempotentCommand): Promise<Body | null> {
  const [row] = await tx.prisma.$queryRaw<[{ answer: Body | null }]>`
    select platform.claim_idempotency_key(${tx.businessId}::uuid, ${command.idempotencyKey}, ${command.operation},
             ${command.requestHash}) as answer`;
  return row.answer;
}

async function storeAnswer<Body>(tx: Tx, command: IdempotentCommand, body: Body): Promise<Body> {
  const [row] = await tx.prisma.$queryRaw<[{ answer: Body }]>`
    select platform.store_answer(${tx.businessId}::uuid, ${command.idempotencyKey},
             ${JSON.stringify(body)}::jsonb) as answer`;
  return row.answer;
}

/** Streams in the order of their ids: two transactions that write to two outlets cannot wait for each other. */
async function appendEvents(tx: Tx): Promise<void> {
  const streams = groupBy(tx.recorded, (event) => event.outletId ?? tx.businessId);
  for (const [streamId, events] of [...streams].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx.prisma.$executeRaw`
      select outbox.append(${tx.businessId}::uuid, ${streamId}::uuid, ${JSON.stringify(events)}::jsonb)`;
  }
}
