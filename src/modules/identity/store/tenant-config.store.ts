import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { PresentTenantConfig, TenantConfig } from '../contracts/tenant-config';

@Injectable()
export class TenantConfigStore {
  /** The config, for this transaction alone; the defaults where the business has said nothing. */
  async lock(tx: Tx): Promise<PresentTenantConfig> {
    const [row] = await tx.prisma.$queryRaw<[TenantConfig & { version: number }]>`
      insert into identity.tenant_config as c (business_id, version)
      values (${tx.businessId}::uuid, 0)
      on conflict (business_id) do update set version = c.version -- the lock
      returning use_atomic_function as "useAtomicFunction", use_listen_notify_worker as "useListenNotifyWorker",
                worker_poll_interval_ms as "workerPollIntervalMs", max_retry_count as "maxRetryCount",
                batch_size as "batchSize", enable_telemetry as "enableTelemetry", version`;
    const { version, ...config } = row;
    return { config, version };
  }

  async save(tx: Tx, { config, version }: PresentTenantConfig): Promise<void> {
    await tx.prisma.tenantConfig.update({ where: { businessId: tx.businessId }, data: { ...config, version } });
  }
}
