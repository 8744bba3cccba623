/** What a tenant says about the delivery of its events (`tenant_config`). */
export interface DeliveryTerms {
  /** How many events a listener takes in one commit. */
  readonly batchSize: number;
  /** How often a parked event is tried again before it is dead. */
  readonly maxRetryCount: number;
  /** How often the sweep looks for what a nudge has missed. */
  readonly workerPollIntervalMs: number;
  /** Other processes hear of its commits by NOTIFY. */
  readonly useListenNotifyWorker: boolean;
  /** It is in the histograms and traces. */
  readonly enableTelemetry: boolean;
}

/** Implemented by the module that owns the tenants. */
export abstract class RelaySettings {
  abstract for(businessId: string): Promise<DeliveryTerms>;

  /** Of all tenants together: how often the sweep must come by. */
  abstract shortestPollIntervalMs(): Promise<number>;
}
