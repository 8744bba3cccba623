import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { CloseRefund, RetryRefund } from '../../src/modules/payments';
import { CallProvidersUseCase } from '../../src/modules/payments/use-cases/call-providers.use-case';
import { CancelIntentUseCase } from '../../src/modules/payments/use-cases/cancel-intent.use-case';
import {
  type CreateIntentCommand,
  CreateIntentUseCase,
} from '../../src/modules/payments/use-cases/create-intent.use-case';
import type { Shop } from './shop';
import { rowsOf } from './tenant-tables';

/** The payments that a shop asks its provider for. */
export class Intents {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly owner: Client,
    private readonly shop: Shop,
  ) {}

  create(over: Partial<CreateIntentCommand> = {}, { key = newId() as string, as = this.shop.actor() } = {}) {
    const { outletId } = this.shop;
    const command = { outletId, method: 'qris' as const, amount: 10_000n, expiresInMinutes: 15, ...over };
    return this.app.get(CreateIntentUseCase).execute(as, command, key);
  }

  cancel(intentId: string, { key = newId() as string, as = this.shop.actor() } = {}) {
    return this.app.get(CancelIntentUseCase).execute(as, { intentId }, key);
  }

  retry(refundId: string, { key = newId() as string, as = this.shop.actor('manager') } = {}) {
    return this.app.get(RetryRefund).execute(as, { refundId }, key);
  }

  close(
    refundId: string,
    paidFrom: 'provider' | 'bank' | 'safe' = 'bank',
    { key = newId() as string, as = this.shop.actor('manager') } = {},
  ) {
    const reason = 'rekening pelanggan sudah tutup';
    return this.app.get(CloseRefund).execute(as, { refundId, paidFrom, reason }, key);
  }

  /** What the bank will not give back of a payment that was given up: of an amount that ends in 04. */
  async dead(): Promise<{ intentId: string; refundId: string }> {
    const intentId = await this.paid({ amount: 10_004n });
    await this.cancel(intentId);
    await this.callWhatIsDue();
    const refund = (await this.refunds()).find((one) => one.intent_id === intentId)!;
    expect(refund.state).toBe('dead');
    return { intentId, refundId: refund.id as string };
  }

  /** One that the provider has told to be paid. */
  async paid(over: Partial<CreateIntentCommand> = {}): Promise<string> {
    const { body } = await this.create(over);
    await this.callWhatIsDue();
    return body.intentId;
  }

  /** One round, at a time when everything that waits is due. */
  async callWhatIsDue(): Promise<void> {
    await this.owner.query('update payments.intents set next_call_at = created_at where next_call is not null');
    await this.owner.query(`update payments.refunds set next_attempt_at = owed_at where state = 'due'`);
    await this.app.get(CallProvidersUseCase).go();
  }

  /** As if its time were over. */
  async age(intentId: string): Promise<void> {
    await this.owner.query('alter table payments.intents disable trigger guard');
    await this.owner.query(
      `update payments.intents set created_at = created_at - interval '1 day', expires_at = expires_at - interval '1 day'
        where id = $1`,
      [intentId],
    );
    await this.owner.query('alter table payments.intents enable trigger guard');
  }

  async row(intentId: string) {
    const rows = await rowsOf(this.owner, this.shop.businessId, 'payments.intents');
    return rows.find(({ id }) => id === intentId)!;
  }

  refunds() {
    return rowsOf(this.owner, this.shop.businessId, 'payments.refunds');
  }

  /** What the log tells of a payment, in order. */
  async told(intentId: string): Promise<string[]> {
    const { rows } = await this.owner.query<{ type: string; state: string | null }>(
      `select type, payload->>'state' as state from outbox.events
        where type like 'payments.%' and payload->>'intentId' = $1 order by seq`,
      [intentId],
    );
    return rows.map(({ type, state }) => [type.replace('payments.', ''), ...(state ? [state] : [])].join(' '));
  }
}
