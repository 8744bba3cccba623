import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12];

/** What the process counts of itself. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Histogram({
    name: 'tillbook_http_request_seconds',
    help: 'How long a request took, by route and status class.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly sales = new Counter({
    name: 'tillbook_sales_total',
    help: 'Sales committed; a replayed answer is not one.',
    labelNames: ['writer'] as const,
    registers: [this.registry],
  });

  readonly deliveries = new Counter({
    name: 'tillbook_outbox_deliveries_total',
    help: 'Events taken by a listener, and batches that failed.',
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

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
