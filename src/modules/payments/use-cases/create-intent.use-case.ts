import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import type { Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import type { IntentMethod } from '../contracts/payment.events';
import type { Intent } from '../domain/intent';
import { intentCreated } from '../domain/intent-events';
import { methodUnsupported } from '../domain/payments.errors';
import { PaymentProviders } from '../providers/payment-providers';
import { ProviderCalls } from '../providers/provider-calls';
import { type IntentView, IntentsQuery } from '../queries/intents.query';
import { IntentStore, LEASE_MS } from '../store/intent.store';

const CURRENCY = 'IDR';
const MINUTE_MS = 60_000;

export interface CreateIntentCommand {
  readonly outletId: string;
  readonly method: IntentMethod;
  readonly amount: Money;
  readonly expiresInMinutes: number;
}

/** Asks the provider for a customer's payment: stored and committed first, and only then asked. */
@Injectable()
export class CreateIntentUseCase {
  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly calls: ProviderCalls,
    private readonly intents: IntentStore,
    private readonly views: IntentsQuery,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: CreateIntentCommand, idempotencyKey: string): Promise<Answer<IntentView>> {
    requireWorkplace(actor, command.outletId);
    const idempotent = { idempotencyKey, operation: 'payments.create-intent', requestHash: requestHash(command) };
    const intent = this.plan(command);
    const { body, replayed } = await this.database.write(writerOf(actor), idempotent, async (tx) => {
      await this.intents.insert(tx, intent, actor.employeeId);
      tx.record(intentCreated(intent, intent.createdAt));
      return { intentId: intent.id };
    });
    if (!replayed) await this.calls.callFor(actor.businessId, intent);
    return { body: await this.views.get(actor, body.intentId), replayed };
  }

  /** Should this process end now, or the provider not answer, a round calls it when the lease is over. */
  private plan({ outletId, method, amount, expiresInMinutes }: CreateIntentCommand): Intent {
    const provider = this.providers.present;
    if (!provider.methods.includes(method)) throw methodUnsupported(provider.name, method);
    const createdAt = this.clock.now();
    return {
      id: newId(),
      outletId,
      method,
      provider: provider.name,
      amount,
      currency: CURRENCY,
      state: 'created',
      reference: null,
      qrPayload: null,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + expiresInMinutes * MINUTE_MS),
      nextCall: 'create',
      calls: 0,
      nextCallAt: new Date(createdAt.getTime() + LEASE_MS),
      saleId: null,
    };
  }
}
