import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { inLogContext, type LogContext } from '../observability/log-context';
import { assertQueue } from './assert-topology';
import { recycle } from './broker-connection';
import type { Fate, Intake } from './intake';
import type { MessageConsumer } from './message-consumer';
import type { Queue } from './topology';
import { within } from './within';

const PUT_BACK_MS = 1_000;
/** A broker that does not answer is not waited for. */
const ANSWER_MS = 1_000;

/** One consumer at its queue, through one connection after the other. */
export class Consumption {
  private readonly inHand = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private running: { readonly channel: Channel; readonly consumerTag: string } | undefined;

  constructor(
    private readonly consumer: MessageConsumer,
    private readonly queue: Queue,
    private readonly intake: Intake,
  ) {}

  async begin(model: ChannelModel): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const channel = await model.createChannel();
    channel.on('error', () => undefined); // `close` follows
    channel.on('close', () => this.stopping.signal.aborted || recycle(model));
    await assertQueue(channel, this.queue);
    await channel.prefetch(this.consumer.prefetch);
    const { consumerTag } = await channel.consume(this.queue.name, (message) => {
      if (message) this.track(this.take(channel, message));
      else recycle(model); // somebody deleted the queue; with the next connection it is made anew
    });
    this.running = { channel, consumerTag };
  }

  /** Takes no further message, and ends with the last that is in hand. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ask(({ channel, consumerTag }) => channel.cancel(consumerTag));
    await Promise.all(this.inHand);
    await this.ask(({ channel }) => channel.close()); // behind the last acknowledgement, which a closing connection may overtake
  }

  private async ask(question: (running: { channel: Channel; consumerTag: string }) => Promise<unknown>): Promise<void> {
    if (this.running) await within(ANSWER_MS, question(this.running)).catch(() => undefined); // it is closed
  }

  private async take(channel: Channel, message: ConsumeMessage): Promise<void> {
    const fate = await inLogContext(this.contextOf(message), () =>
      this.intake.take(this.consumer, this.queue.name, message),
    );
    if (fate === 'put-back') await this.rest();
    tell(channel, message, fate);
  }

  private contextOf({ properties }: ConsumeMessage): LogContext {
    const { messageId, correlationId } = properties as { messageId?: string; correlationId?: string };
    return { consumer: this.consumer.name, messageId, correlationId: correlationId ?? messageId };
  }

  /** What is away will not be there at once. */
  private async rest(): Promise<void> {
    const { signal } = this.stopping;
    await pause(PUT_BACK_MS, undefined, { signal }).catch(() => undefined);
  }

  private track(work: Promise<void>): void {
    const ended = work.finally(() => this.inHand.delete(ended));
    this.inHand.add(ended);
  }
}

function tell(channel: Channel, message: ConsumeMessage, fate: Fate): void {
  try {
    if (fate === 'done-with') channel.ack(message);
    else channel.nack(message, false, fate === 'put-back');
  } catch {
    // The channel is closed: the broker delivers it again, and then it is known.
  }
}
