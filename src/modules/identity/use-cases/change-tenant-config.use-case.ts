import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import {
  ChangeTenantConfig,
  type ChangeTenantConfigCommand,
  type PresentTenantConfig,
} from '../contracts/tenant-config';
import { flagChanges, tenantConfigChanged } from '../domain/tenant-config-change';
import { TenantConfigStore } from '../store/tenant-config.store';

/** Changes how a business is served. */
@Injectable()
export class ChangeTenantConfigUseCase extends ChangeTenantConfig {
  constructor(
    private readonly database: Database,
    private readonly configs: TenantConfigStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  execute(actor: Actor | Operator, command: ChangeTenantConfigCommand): Promise<PresentTenantConfig> {
    return this.database.change(writerOf(actor), async (tx) => {
      const present = await this.configs.lock(tx);
      const changes = flagChanges(present, command);
      if (changes.length === 0) return present;

      const changed = { config: { ...present.config, ...command.changes }, version: present.version + 1 };
      await this.configs.save(tx, changed);
      tx.record(tenantConfigChanged({ version: changed.version, changes }, this.clock.now()));
      return changed;
    });
  }
}
