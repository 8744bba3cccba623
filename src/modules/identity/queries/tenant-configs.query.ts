import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { RelaySettings } from '../../../platform/events/relay-settings';
import { type PresentTenantConfig, type TenantConfig, TenantConfigs } from '../contracts/tenant-config';
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
  private readonly recent = new ShortLived(REMEMBERED, async (businessId) => (await this.present(businessId)).config);
  private readonly shortest = new ShortLived(REMEMBERED, () => this.readShortest());

  constructor(private readonly database: Database) {
    super();
  }

  for(businessId: string): Promise<TenantConfig> {
    return this.recent.get(businessId);
  }

  shortestPollIntervalMs(): Promise<number> {
    return this.shortest.get('all tenants');
  }

  async present(businessId: string): Promise<PresentTenantConfig> {
    const row = await this.database.read(businessId, (tx) =>
      tx.prisma.tenantConfig.findUnique({ where: { businessId }, omit: { businessId: true } }),
    );
    const { version, ...config } = row ?? { ...DEFAULTS, version: 0 };
    return { config, version };
  }

  private async readShortest(): Promise<number> {
    const [row] = await this.database.ask<{ shortest: number | null }>('identity.shortest_poll_interval', []);
    return Math.min(row?.shortest ?? Infinity, DEFAULTS.workerPollIntervalMs); // who has said nothing has the default
  }
}
