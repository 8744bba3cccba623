import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { type ChannelModel, type ConfirmChannel, IllegalOperationError, type Options } from 'amqplib';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { TargetAway } from '../events/target-away';
import { Metrics } from '../observability/metrics';
import { BrokerConnection, recycle } from './broker-connection';
import { Topology } from './topology';
import { TooLate, within } from './within';

const CONFIRM_MS = 5_000;
/** What RabbitMQ takes by default. A larger one closes the channel under all the others. */
const MESSAGE_BYTES_MAX = 16 * 1024 ** 2;

export interface OutgoingMessage {
  readonly exchange: string;
  readonly routingKey: string;
  readonly content: Buffer;
  readonly properties: Options.Publish;
}

/** Where messages go out. It keeps none: who publishes has them, and sends again what was not confirmed. */
@Injectable()
export class Broker implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly connection: BrokerConnection;
  private open: { readonly model: ChannelModel; readonly channel: ConfirmChannel } | null = null;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    topology: Topology,
    private readonly metrics: Metrics,
  ) {
    this.connection = new BrokerConnection(environment, topology, metrics, {
      purpose: 'events',
      begin: (model) => this.begin(model),
      end: () => (this.open = null),
    });
  }

  onApplicationBootstrap(): Promise<void> {
    return this.connection.open();
  }

  onApplicationShutdown(): Promise<void> {
    this.open = null;
    return this.connection.close();
  }

  /**
   * Resolves when the broker has taken every message. Throws `TargetAway` when it may have taken some of them only, and
   * another error when one of them cannot be sent at all. One batch at a time is on its way.
   */
  publish(messages: readonly OutgoingMessage[]): Promise<void> {
    const published = this.turn.then(() => this.send(messages));
    this.turn = published.catch(() => undefined);
    return published;
  }

  private async begin(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    channel.on('error', () => undefined); // `close` follows
    channel.on('close', () => recycle(model));
    channel.on('return', () => this.count('returned')); // nobody has bound to it; it is confirmed too
    this.open = { model, channel };
  }

  private async send(messages: readonly OutgoingMessage[]): Promise<void> {
    if (!this.open) throw new TargetAway('RabbitMQ is away');
    if (this.connection.isBlocked) throw new TargetAway('RabbitMQ takes no messages for now');
    const { channel, model } = this.open;
    const sent = Promise.allSettled(messages.map((message) => sendOne(channel, message)));
    const outcomes = await within(CONFIRM_MS, sent).catch((error: TooLate) => this.giveUp(model, error));
    const errors = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as Error] : []));
    this.count('confirmed', messages.length - errors.length);
    this.count('refused', errors.length);
    if (errors.length > 0) throw errors.find((error) => error instanceof TargetAway) ?? errors[0]!;
  }

  /** With the connection goes its channel, so a confirm that comes late meets nothing it could be mistaken for. */
  private giveUp(model: ChannelModel, { message }: TooLate): never {
    this.count('timed-out');
    // A blocked broker has the messages in its hands. On a new connection it would be given them again and again.
    if (!this.connection.isBlocked) {
      this.open = null;
      recycle(model);
    }
    throw new TargetAway(`RabbitMQ confirmed ${message}`);
  }

  private count(result: 'confirmed' | 'returned' | 'refused' | 'timed-out', messages = 1): void {
    this.metrics.rabbitMqPublishes.inc({ result }, messages);
  }
}

function sendOne(
  channel: ConfirmChannel,
  { exchange, routingKey, content, properties }: OutgoingMessage,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (content.length > MESSAGE_BYTES_MAX) throw new Error(`a message of ${content.length} bytes is too large`);
    const options = { ...properties, persistent: true, mandatory: true };
    const settle = (error: Error | null) => (error ? reject(new TargetAway(`RabbitMQ: ${error.message}`)) : resolve());
    try {
      channel.publish(exchange, routingKey, content, options, settle);
    } catch (error) {
      reject(error instanceof IllegalOperationError ? new TargetAway(`RabbitMQ: ${error.message}`) : error);
    }
  });
}
