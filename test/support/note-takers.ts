import { ConsoleLogger, Global, Injectable, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import type { GetMessage, Options } from 'amqplib';
import { z } from 'zod';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { ConfigModule } from '../../src/platform/config/config.module';
import { readEnvironment } from '../../src/platform/config/environment';
import { DatabaseModule } from '../../src/platform/database/database.module';
import type { Tx } from '../../src/platform/database/tx';
import { assertQueue, assertTopology } from '../../src/platform/messaging/assert-topology';
import { type ConsumedMessage, Consumer, type MessageConsumer } from '../../src/platform/messaging/message-consumer';
import { MessagingModule } from '../../src/platform/messaging/messaging.module';
import { Topology } from '../../src/platform/messaging/topology';
import { Metrics } from '../../src/platform/observability/metrics';
import { type AppDatabase, openAppDatabase } from './app-database';
import { eventually } from './eventually';
import { FaultProxy } from './fault-proxy';
import { RabbitMqOfItsOwn } from './rabbitmq-of-its-own';
import { expectSoundBooks } from './sound-books';

const { businessId, outlets } = KOPI_SENJA;
export const ROUTING_KEY = `${businessId}.${outlets.jkt1}.test.note`;
const QUEUE = 'test.notes';
const BINDINGS = ['*.*.test.#'];
/** Three delays, as in a shop, but not its patience. */
const LIMITS = { delaysMs: [40, 80, 160], lengthMax: 1_000, bytesMax: 1024 ** 2 };

export interface Note {
  readonly messageId: string;
  readonly text: string;
  /** How often it fails before it is taken. */
  readonly failures?: number;
}

export const noteOf = (text: string, failures = 0): Note => ({ messageId: newId(), text, failures });

/** Writes each note into a table that would hold it twice. */
@Consumer()
@Injectable()
export class NoteTaker implements MessageConsumer<Omit<Note, 'messageId'>> {
  readonly name = 'test-notes';
  readonly queue = QUEUE;
  readonly bindings = BINDINGS;
  readonly prefetch = 10;
  readonly schema = z.object({ text: z.string(), failures: z.number().optional() });
  readonly attempts: string[] = [];
  letGo: () => void = () => undefined;
  private held: Promise<void> | undefined;

  async handle(tx: Tx, message: ConsumedMessage<Omit<Note, 'messageId'>>): Promise<void> {
    const { text, failures = 0 } = message.body;
    this.attempts.push(text);
    await this.held;
    await tx.prisma.$executeRaw`
      insert into public.notes (business_id, text, routing_key, correlation_id)
      values (${tx.businessId}::uuid, ${text}, ${message.routingKey}, ${message.correlationId})`;
    if (this.attempts.filter((attempt) => attempt === text).length <= failures) throw new Error(`cannot take ${text}`);
  }

  /** Until `letGo`, everything that comes is held in hand. */
  hold(): void {
    this.held = new Promise((resolve) => (this.letGo = resolve));
  }
}

@Global()
@Module({ providers: [Metrics], exports: [Metrics] })
class CountingModule {}

/** Processes with one consumer, whose queue, table and networks are a test's own. */
export class NoteTakers {
  private processes: TestingModule[] = [];

  private constructor(
    readonly app: AppDatabase,
    readonly rabbit: RabbitMqOfItsOwn,
    readonly networks: { readonly database: FaultProxy; readonly rabbitmq: FaultProxy },
  ) {}

  static async open(url: string): Promise<NoteTakers> {
    const app = await openAppDatabase();
    await app.owner.query(`
      create table public.notes (business_id uuid, text text, routing_key text, correlation_id text);
      grant insert on public.notes to tillbook_app`);
    const rabbit = await RabbitMqOfItsOwn.at(url, LIMITS);
    await assertTopology(rabbit.channel, rabbit.topology);
    await assertQueue(rabbit.channel, rabbit.topology.queue(QUEUE, BINDINGS));
    const networks = { database: await FaultProxy.before(app.url), rabbitmq: await FaultProxy.before(url) };
    return new NoteTakers(app, rabbit, networks);
  }

  async start(): Promise<NoteTaker> {
    const environment = readEnvironment({
      ...this.rabbit.variables,
      RABBITMQ_URL: this.networks.rabbitmq.url,
      DATABASE_URL: this.networks.database.url,
      DATABASE_POOL_MAX: '12',
    });
    const process = await Test.createTestingModule({
      imports: [ConfigModule.of(environment), CountingModule, DatabaseModule, MessagingModule],
      providers: [NoteTaker],
    })
      .overrideProvider(Topology)
      .useValue(this.rabbit.topology)
      .setLogger(new ConsoleLogger({ logLevels: ['fatal'] })) // failures are what these tests are about
      .compile();
    this.processes.push(process);
    await process.init();
    return process.get(NoteTaker);
  }

  /** As an orchestrator ends them. */
  async end(): Promise<void> {
    await Promise.all(this.processes.splice(0).map((process) => process.close()));
  }

  send({ messageId, ...body }: Note, properties: Options.Publish = {}): void {
    this.sendRaw(JSON.stringify(body), { messageId, ...properties });
  }

  sendRaw(body: string, properties: Options.Publish): void {
    this.rabbit.channel.publish(this.rabbit.topology.events, ROUTING_KEY, Buffer.from(body), {
      persistent: true,
      headers: { businessId },
      ...properties,
    });
  }

  async rows<Row extends object>(text: string, values: readonly string[] = []): Promise<Row[]> {
    return (await this.app.owner.query<Row>(text, [...values])).rows;
  }

  async taken(): Promise<string[]> {
    return (await this.rows<{ text: string }>('select text from public.notes')).map(({ text }) => text).toSorted();
  }

  async expectTaken(texts: readonly string[]): Promise<void> {
    await eventually(async () => expect(await this.taken()).toEqual(texts.toSorted()), 20_000);
  }

  /** How many deliveries the first process has ended so. */
  async countOf(result: string): Promise<number> {
    const { values } = await this.processes[0]!.get(Metrics).rabbitMqConsumed.get();
    return values.find(({ labels }) => labels.result === result)?.value ?? 0;
  }

  async queue(): Promise<{ messageCount: number; consumerCount: number }> {
    return this.rabbit.channel.checkQueue(this.rabbit.name(QUEUE));
  }

  async deleteQueue(): Promise<void> {
    await this.rabbit.channel.deleteQueue(this.rabbit.name(QUEUE));
  }

  /** What has come to lie in a queue where nobody takes it. */
  lyingIn(shortName: 'tillbook.dead-letters' | 'tillbook.dropped'): Promise<GetMessage[]> {
    return eventually(async () => {
      const letters = await this.rabbit.take(shortName);
      expect(letters).not.toEqual([]);
      return letters;
    });
  }

  /** For the next test. */
  async clear(): Promise<void> {
    for (const process of this.processes) process.get(NoteTaker).letGo();
    for (const network of Object.values(this.networks)) {
      network.heal();
      await network.up().catch(() => undefined); // is up
    }
    await this.end();
    for (const queue of [QUEUE, 'tillbook.dead-letters', 'tillbook.dropped']) {
      await this.rabbit.channel.purgeQueue(this.rabbit.name(queue));
    }
    await this.app.owner.query('truncate public.notes');
  }

  async close(): Promise<void> {
    await expectSoundBooks(this.app.url);
    await this.rabbit.remove(QUEUE);
    for (const network of Object.values(this.networks)) await network.stop();
    await this.app.close();
  }
}
