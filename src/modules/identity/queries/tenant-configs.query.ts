import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { RelaySettings } from '../../../platform/events/relay-settings';
import { type TenantConfig, TenantConfigs } from '../contracts/tenant-config';
import { ShortLived } from './short-lived';

/** The column defaults of `identity.tenant_config`. */
const DEFAULTS: TenantConfig = {
  useAtomicFunction: true,
  useListenNotifyWorker: false,
  workerPollIntervalMs: 1_000,
  maxRetryCount: 3,
  batchSize: 100,
  enableTelemetry: true,
};

const REMEMBERED = { lifetimeMs: 5_000, keysMax: 10_000 };

@Injectable()
export class TenantConfigsQuery extends TenantConfigs implements RelaySettings {
  private readonly recent = new ShortLived(REMEMBERED, (businessId) => this.read(businessId));

  constructor(private readonly database: Database) {
    super();
  }

  for(businessId: string): Promise<TenantConfig> {
    return this.recent.get(businessId);
  }

  async batchSize(businessId: string): Promise<number> {
    return (await this.for(businessId)).batchSize;
  }

  private async read(businessId: string): Promise<TenantConfig> {
    const row = await this.database.read(businessId, (tx) =>
      tx.prisma.tenantConfig.findUnique({ where: { businessId }, omit: { businessId: true } }),
    );
    return row ?? DEFAULTS;
  }
}
