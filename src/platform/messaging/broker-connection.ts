import { Logger } from '@nestjs/common';
import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import type { Environment } from '../config/environment';
import type { Metrics } from '../observability/metrics';
import { assertTopology } from './assert-topology';
import type { Topology } from './topology';
import { within } from './within';

const HEARTBEAT_S = 10;
const CONNECT_MS = 5_000;
const RECONNECT_MAX_MS = 5_000;
const CLOSE_MS = 2_000;

export interface ConnectionUse {
  readonly purpose: 'events' | 'consumers';
  /** At every connect, when the topology stands. */
  begin(model: ChannelModel): Promise<void>;
  end(): void;
}

/** A connection to RabbitMQ that is made again for as long as the process runs. */
export class BrokerConnection {
  private readonly log = new Logger('RabbitMQ');
  private recovering: RecoveringChannelModel | undefined;
  private complaint = '';
  private blocked = false;

  constructor(
    private readonly environment: Environment,
    private readonly topology: Topology,
    private readonly metrics: Metrics,
    private readonly use: ConnectionUse,
  ) {}

  /** The broker has told that it takes no messages for now: it lacks memory or disk. */
  get isBlocked(): boolean {
    return this.blocked;
  }

  async open(): Promise<void> {
    const { RABBITMQ_URL, APP_ROLE } = this.environment;
    if (!RABBITMQ_URL) return;
    this.metrics.rabbitMqConnected.set({ connection: this.use.purpose }, 0);
    this.recovering = await connect(withHeartbeat(RABBITMQ_URL), {
      timeout: CONNECT_MS,
      noDelay: true,
      clientProperties: { connection_name: `tillbook-${APP_ROLE} ${this.use.purpose}` },
      recovery: {
        maxDelay: RECONNECT_MAX_MS,
        waitForConnect: false, // sales do not wait for a broker
        setup: (model: ChannelModel) => this.setUp(model),
      },
    });
    this.recovering
      .on('connect', () => this.found())
      .on('disconnect', (error) => this.lost(error))
      .on('connect-failed', (error) => this.lost(error))
      .on('error', () => undefined) // `disconnect` follows
      .on('blocked', (reason) => this.setBlocked(`takes no messages: ${reason}`))
      .on('unblocked', () => this.setBlocked(null));
  }

  /** A broker that does not answer is not waited for. */
  async close(): Promise<void> {
    await within(CLOSE_MS, this.recovering?.close() ?? Promise.resolve()).catch(() => undefined);
  }

  private async setUp(model: ChannelModel): Promise<void> {
    let isClosed = false;
    // During the set-up nobody else hears these: an error unheard would end the process, a close the reconnecting.
    model.on('error', () => undefined).on('close', () => (isClosed = true));
    const channel = await model.createChannel();
    channel.on('error', () => undefined); // the call that was refused throws it
    await assertTopology(channel, this.topology);
    await channel.close();
    await this.use.begin(model);
    if (isClosed) throw new Error('the connection was closed while it was set up');
  }

  private found(): void {
    this.complaint = '';
    this.metrics.rabbitMqConnected.set({ connection: this.use.purpose }, 1);
    this.log.log(`connected for ${this.use.purpose}`);
  }

  private lost(error: Error & { code?: unknown }): void {
    this.use.end();
    this.setBlocked(null);
    this.metrics.rabbitMqConnected.set({ connection: this.use.purpose }, 0);
    this.complain(`away: ${error.message || String(error.code)}`);
  }

  private setBlocked(complaint: string | null): void {
    this.blocked = complaint !== null;
    this.metrics.rabbitMqBlocked.set({ connection: this.use.purpose }, this.blocked ? 1 : 0);
    if (complaint !== null) this.complain(complaint);
  }

  /** Once, however often the same is tried in vain. */
  private complain(complaint: string): void {
    if (complaint !== this.complaint) this.log.warn(complaint);
    this.complaint = complaint;
  }
}

/** Ends a connection that something is wrong with; its `BrokerConnection` makes another. */
export function recycle(model: ChannelModel): void {
  model.close().catch(() => undefined); // closed already
}

/** A connection on which nothing comes any more, not even a heartbeat, is found out in three of them. */
function withHeartbeat(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(HEARTBEAT_S));
  return url.toString();
}
