import { Injectable, Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { Database } from '../database/database';
import type { Tx } from '../database/tx';
import { isAway } from '../events/delivery';
import { SYSTEM_ACTOR } from '../events/system-actor';
import { addToLogContext } from '../observability/log-context';
import { Metrics } from '../observability/metrics';
import { Broker } from './broker';
import { afterFailure } from './failed-message';
import { readMessage, Unreadable } from './incoming-message';
import type { MessageConsumer } from './message-consumer';
import { Topology } from './topology';

/** What its queue is to be told of a message. */
export type Fate = 'done-with' | 'put-back' | 'refused';

/** Takes one message for one consumer: it has its effect once, or is tried again later, or is dead. */
@Injectable()
export class Intake {
  private readonly log = new Logger('Consumers');

  constructor(
    private readonly database: Database,
    private readonly broker: Broker,
    private readonly topology: Topology,
    private readonly metrics: Metrics,
  ) {}

  /** Never throws. */
  async take(consumer: MessageConsumer, queue: string, message: ConsumeMessage): Promise<Fate> {
    try {
      const isNew = await this.takeEffect(consumer, message);
      return this.end(consumer, isNew ? 'done' : 'repeated', 'done-with');
    } catch (error) {
      if (isAway(error)) return this.end(consumer, 'put-back', 'put-back');
      return this.setAside(consumer, queue, message, error as Error);
    }
  }

  private takeEffect(consumer: MessageConsumer, incoming: ConsumeMessage): Promise<boolean> {
    const message = readMessage(consumer, incoming);
    const { businessId, correlationId, messageId } = message;
    addToLogContext({ businessId });
    return this.database.change({ businessId, actor: SYSTEM_ACTOR, correlationId }, async (tx) => {
      const isNew = await consumeOnce(tx, consumer.name, messageId);
      if (isNew) await consumer.handle(tx, message);
      return isNew;
    });
  }

  private async setAside(
    consumer: MessageConsumer,
    queue: string,
    message: ConsumeMessage,
    error: Error,
  ): Promise<Fate> {
    const failure = { consumer: consumer.name, queue, error, isFinal: error instanceof Unreadable };
    try {
      const next = afterFailure(this.topology, message, failure);
      await this.broker.publish([next]);
      const reason = error.stack ?? error.message;
      if (next.isDead) this.log.error(`gave up a message: ${reason}`);
      else this.log.warn(`will try a message again: ${reason}`);
      return this.end(consumer, next.isDead ? 'dead' : 'delayed', 'done-with');
    } catch (unpublished) {
      if (isAway(unpublished)) return this.end(consumer, 'put-back', 'put-back');
      // Its headers leave no room for ours.
      this.log.error(`left a message to the broker: ${(unpublished as Error).message}`);
      return this.end(consumer, 'refused', 'refused');
    }
  }

  private end(consumer: MessageConsumer, result: string, fate: Fate): Fate {
    this.metrics.rabbitMqConsumed.inc({ consumer: consumer.name, result });
    return fate;
  }
}

/** A second delivery of the same message waits until the first has committed or rolled back. */
async function consumeOnce(tx: Tx, consumer: string, messageId: string): Promise<boolean> {
  const [row] = await tx.prisma.$queryRaw<[{ is_new: boolean }]>`
    select platform.consume_once(${tx.businessId}::uuid, ${consumer}, ${messageId}) as is_new`;
  return row.is_new;
}
