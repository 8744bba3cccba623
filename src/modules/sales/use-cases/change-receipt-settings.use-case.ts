import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { receiptSettingsChanged } from '../domain/receipt-events';
import { PLAIN_RECEIPT, type ReceiptSettings } from '../domain/receipt';
import { receiptSettingsStale } from '../domain/sales.errors';
import { type PresentReceiptSettings, ReceiptSettingsQuery } from '../queries/receipt-settings.query';
import { ReceiptSettingsStore } from '../store/receipt-settings.store';

export interface ChangeReceiptSettingsCommand {
  readonly outletId: string;
  readonly changes: Partial<ReceiptSettings>;
  /** The version that the change was decided on; null: whichever it is. */
  readonly expectedVersion: number | null;
}

/** Changes what the receipts of an outlet say from now on; those of before stay as they are. */
@Injectable()
export class ChangeReceiptSettingsUseCase {
  constructor(
    private readonly database: Database,
    private readonly settings: ReceiptSettingsQuery,
    private readonly store: ReceiptSettingsStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    { outletId, changes, expectedVersion }: ChangeReceiptSettingsCommand,
  ): Promise<PresentReceiptSettings> {
    requireWorkplace(actor, outletId);
    return this.database.change(writerOf(actor), async (tx) => {
      await this.store.lock(tx, outletId);
      const present = await this.settings.load(tx, outletId);
      if (expectedVersion !== null && expectedVersion !== present.version) throw receiptSettingsStale(present.version);
      const changed = { ...present, ...changes };
      if (FIELDS.every((field) => changed[field] === present[field])) return present;

      const version = present.version + 1;
      await this.store.add(tx, outletId, changed, version, actor.employeeId);
      tx.record(receiptSettingsChanged({ outletId, version }, this.clock.now()));
      return { ...changed, version };
    });
  }
}

const FIELDS = Object.keys(PLAIN_RECEIPT) as (keyof ReceiptSettings)[];
