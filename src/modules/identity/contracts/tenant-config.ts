import { z } from 'zod';
import type { Actor, Operator } from '../../../kernel/actor';

/** How a business wants to be served (`tenant_config`). */
export const tenantConfigSchema = z.strictObject({
  useAtomicFunction: z
    .boolean()
    .describe('Sales are written by the SQL function, in one round trip; otherwise by the ORM’s transaction.'),
  useListenNotifyWorker: z
    .boolean()
    .describe('Other processes hear of a commit by NOTIFY; otherwise by Redis or the sweep.'),
  workerPollIntervalMs: z.int().min(100).max(60_000).describe('Milliseconds between two sweeps.'),
  maxRetryCount: z.int().min(1).max(20).describe('After so many retries a parked event is dead.'),
  batchSize: z.int().min(1).max(1_000).describe('Events that a listener takes in one commit.'),
  enableTelemetry: z.boolean().describe('It is in the histograms and traces.'),
});

export type TenantConfig = Readonly<z.infer<typeof tenantConfigSchema>>;

/** As the database has it now. */
export interface PresentTenantConfig {
  readonly config: TenantConfig;
  /** Goes up with every change; 0 where the business has said nothing. */
  readonly version: number;
}

export abstract class TenantConfigs {
  /** Defaults where the business has said nothing. What it changes takes effect within five seconds. */
  abstract for(businessId: string): Promise<TenantConfig>;

  /** Asks the database each time. */
  abstract present(businessId: string): Promise<PresentTenantConfig>;
}

export interface ChangeTenantConfigCommand {
  readonly changes: Partial<TenantConfig>;
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

export abstract class ChangeTenantConfig {
  /** Throws `request.version-stale`. */
  abstract execute(actor: Actor | Operator, command: ChangeTenantConfigCommand): Promise<PresentTenantConfig>;
}
