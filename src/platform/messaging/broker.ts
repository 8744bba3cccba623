import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ChannelModel, type ConfirmChannel, connect, type RecoveringChannelModel } from 'amqplib';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';

/** The topic exchange that other systems bind their queues to. */
export const EVENTS_EXCHANGE = 'tillbook.events';

const CONFIRM_MS = 5_000;
const RECONNECT_MAX_MS = 5_000;

export interface BrokerMessage {
  readonly routingKey: string;
  readonly messageId: string;
  readonly type: string;
  readonly correlationId: string;
  readonly body: unknown;
}

/** RabbitMQ, connected to for as long as the process runs; while it is away, publishing throws. */
@Injectable()
export class Broker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly log = new Logger('RabbitMQ');
  private connection: RecoveringChannelModel | null = null;
  private channel: ConfirmChannel | null = null;

  constructor(@Inject(ENVIRONMENT) private readonly environment: Environment) {}

  async onApplicationBootstrap(): Promise<void> {
    const { RABBITMQ_URL } = this.environment;
    if (!RABBITMQ_URL) return;
    this.connection = await connect(RABBITMQ_URL, {
      clientProperties: { connection_name: `tillbook-${this.environment.APP_ROLE}` },
      recovery: {
        initialDelay: 100,
        maxDelay: RECONNECT_MAX_MS,
        waitForConnect: false, // sales do not wait for a broker
        setup: async (model: ChannelModel) => {
          const channel = await model.createConfirmChannel();
          channel.on('error', (error: Error) => this.log.warn(error.message));
          await channel.assertExchange(EVENTS_EXCHANGE, 'topic', { durable: true });
          this.channel = channel;
          this.log.log('connected');
        },
      },
    });
    this.connection.on('disconnect', (error) => this.lose(error));
    this.connection.on('connect-failed', (error) => this.lose(error));
    this.connection.on('error', (error) => this.lose(error));
  }

  /** Resolves when the broker has taken every message, or throws: then some may have been taken. */
  async publish(messages: readonly BrokerMessage[]): Promise<void> {
    const { channel } = this;
    if (!channel) throw new Error('RabbitMQ is away');
    await within(CONFIRM_MS, Promise.all(messages.map((message) => publishOne(channel, message))));
  }

  async onApplicationShutdown(): Promise<void> {
    this.channel = null;
    await this.connection?.close().catch(() => undefined);
  }

  private lose(error: Error): void {
    if (this.channel) this.log.warn(`away: ${error.message}`);
    this.channel = null;
  }
}

function publishOne(channel: ConfirmChannel, message: BrokerMessage): Promise<void> {
  const { routingKey, messageId, type, correlationId, body } = message;
  return new Promise((resolve, reject) => {
    channel.publish(
      EVENTS_EXCHANGE,
      routingKey,
      Buffer.from(JSON.stringify(body)),
      { persistent: true, contentType: 'application/cloudevents+json', messageId, type, correlationId },
      (error: Error | null) => (error ? reject(error) : resolve()),
    );
  });
}

/** A confirm that never comes is as good as none. */
async function within<Result>(limitMs: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`RabbitMQ confirmed nothing within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
