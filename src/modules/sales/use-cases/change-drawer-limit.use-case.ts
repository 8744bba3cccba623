import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import type { PresentDrawerLimit } from '../domain/drawer-limit';
import { drawerLimitStale } from '../domain/sales.errors';
import { drawerLimitChanged } from '../domain/shift-events';
import { DrawerLimitStore } from '../store/drawer-limit.store';

export interface ChangeDrawerLimitCommand {
  readonly outletId: string;
  readonly unapprovedMax: Money;
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/** Says up to which amount a cashier of an outlet moves cash without an approval. */
@Injectable()
export class ChangeDrawerLimitUseCase {
  constructor(
    private readonly database: Database,
    private readonly limits: DrawerLimitStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: ChangeDrawerLimitCommand): Promise<PresentDrawerLimit> {
    const { outletId, unapprovedMax, expectedVersion } = command;
    requireWorkplace(actor, outletId);
    return this.database.change(writerOf(actor), async (tx) => {
      const present = await this.limits.lock(tx, outletId);
      // A change that is sent twice has been made.
      if (present.version > 0 && present.unapprovedMax === unapprovedMax) return present;
      if (expectedVersion !== null && expectedVersion !== present.version) throw drawerLimitStale(present.version);

      const changed = { unapprovedMax, version: present.version + 1 };
      await this.limits.save(tx, outletId, changed);
      const [from, to] = [moneyToJson(present.unapprovedMax), moneyToJson(unapprovedMax)];
      tx.record(drawerLimitChanged({ outletId, from, to, version: changed.version }, this.clock.now()));
      return changed;
    });
  }
}
