import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];

/** Sets a gauge. One that has nothing to tell leaves it; it does not throw. */
type Reading = () => void | Promise<void>;

/** What the process counts of itself. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Counter({
    name: 'tillbook_http_requests_total',
    help: 'Requests answered, by route and status class.',
    labelNames: ['method', 'route', 'status'] as const,
    registers: [this.registry],
  });

  readonly requestSeconds = new Histogram({
    name: 'tillbook_http_request_seconds',
    help: 'How long a request took, by route and status class; without those of businesses that want no telemetry.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly commits = new Counter({
    name: 'tillbook_commits_total',
    help: 'Database transactions by how they ended: committed, refused by a rule, unavailable (the database), or failed (in them).',
    labelNames: ['kind', 'result'] as const,
    registers: [this.registry],
  });

  readonly commitRetries = new Counter({
    name: 'tillbook_commit_retries_total',
    help: 'Database transactions that were tried again, by what had become of them.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  readonly connections = new Gauge({
    name: 'tillbook_database_connections',
    help: 'Connections of the pool, busy or idle.',
    labelNames: ['state'] as const,
    registers: [this.registry],
  });

  readonly connectionsWaitedFor = new Gauge({
    name: 'tillbook_database_waiting',
    help: 'Who waits for a connection of the pool.',
    registers: [this.registry],
  });

  readonly sales = new Counter({
    name: 'tillbook_sales_total',
    help: 'Sales committed; a replayed answer is not one.',
    labelNames: ['writer'] as const,
    registers: [this.registry],
  });

  readonly saleSeconds = new Histogram({
    name: 'tillbook_sale_seconds',
    help: 'How long a sale took from its command to its commit, the waiting for its outlet included.',
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly salesWaiting = new Gauge({
    name: 'tillbook_sales_waiting',
    help: 'Sales that wait in line for their outlet.',
    registers: [this.registry],
  });

  readonly deliveries = new Counter({
    name: 'tillbook_outbox_deliveries_total',
    help: 'Events that a listener took (delivered) or could not take (failed), and turns broken off: what it needs was away.',
    labelNames: ['listener', 'result'] as const,
    registers: [this.registry],
  });

  readonly deliveryLag = new Histogram({
    name: 'tillbook_outbox_delivery_lag_seconds',
    help: 'From the commit of an event to the commit of its effect, for the oldest event of a batch.',
    labelNames: ['listener'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly failedShare = new Gauge({
    name: 'tillbook_outbox_failed_share',
    help: 'Share of the deliveries of the last five minutes that failed, in this process.',
    registers: [this.registry],
  });

  readonly waiting = new Gauge({
    name: 'tillbook_outbox_waiting_events',
    help: 'Events that a listener has not seen, of all businesses.',
    labelNames: ['listener'] as const,
    registers: [this.registry],
  });

  readonly oldestWait = new Gauge({
    name: 'tillbook_outbox_oldest_wait_seconds',
    help: 'How long the oldest of them has waited.',
    labelNames: ['listener'] as const,
    registers: [this.registry],
  });

  readonly parked = new Gauge({
    name: 'tillbook_outbox_parked_events',
    help: 'Events that a listener could not take and will be given again.',
    labelNames: ['listener'] as const,
    registers: [this.registry],
  });

  readonly dead = new Gauge({
    name: 'tillbook_outbox_dead_events',
    help: 'Events that a listener will not be given again by itself.',
    labelNames: ['listener'] as const,
    registers: [this.registry],
  });

  readonly sweepSeconds = new Histogram({
    name: 'tillbook_outbox_sweep_seconds',
    help: 'How long the question took who has something for which listener.',
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly sockets = new Gauge({
    name: 'tillbook_sockets_connected',
    help: 'Sockets that follow an outlet.',
    labelNames: ['namespace'] as const,
    registers: [this.registry],
  });

  readonly rabbitMqConnected = new Gauge({
    name: 'tillbook_rabbitmq_connected',
    help: 'Whether the connection to RabbitMQ stands.',
    labelNames: ['connection'] as const,
    registers: [this.registry],
  });

  readonly rabbitMqBlocked = new Gauge({
    name: 'tillbook_rabbitmq_blocked',
    help: 'Whether RabbitMQ takes no messages, because it lacks memory or disk.',
    labelNames: ['connection'] as const,
    registers: [this.registry],
  });

  readonly rabbitMqPublishes = new Counter({
    name: 'tillbook_rabbitmq_publishes_total',
    help: 'Messages that RabbitMQ confirmed, returned (to no queue; confirmed too) or refused, and batches that timed out.',
    labelNames: ['result'] as const,
    registers: [this.registry],
  });

  readonly rabbitMqConsumed = new Counter({
    name: 'tillbook_rabbitmq_consumed_total',
    help: 'Messages that a consumer took, by what became of them.',
    labelNames: ['consumer', 'result'] as const,
    registers: [this.registry],
  });

  private readonly readings: Reading[] = [];

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Taken at each scrape. */
  read(reading: Reading): void {
    this.readings.push(reading);
  }

  /** As Prometheus reads it. */
  async scrape(): Promise<string> {
    await Promise.all(this.readings.map((reading) => reading()));
    return this.registry.metrics();
  }
}
