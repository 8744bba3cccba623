import type { Money } from '../../../kernel/money';
import type { IntentMethod } from '../contracts/payment.events';
import type { ProviderNews } from '../domain/provider-news';

/** What a provider is told of a payment; its id is also the idempotency key of every call about it. */
export interface AskedPayment {
  readonly id: string;
  readonly businessId: string;
  readonly method: IntentMethod;
  readonly amount: Money;
  readonly currency: string;
  /** By which the provider knows it; null: it has not said. */
  readonly reference: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export interface AskedRefund {
  /** Also its idempotency key. */
  readonly id: string;
  readonly amount: Money;
  readonly reason: string;
}

/** The headers in small letters, and the bytes as they came: a signature is over those. */
export interface IncomingWebhook {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** What a genuine webhook says. */
export interface ReadWebhook {
  /** The same for every delivery of the same event. */
  readonly eventId: string;
  /** Of the payment that it is about, as we gave it. */
  readonly intentId: string;
  /** Null: something that this system does not follow. */
  readonly news: ProviderNews | null;
}

/**
 * Whoever takes the customer's money. It is called while no database transaction is open, may be asked the same again
 * at any time, and throws when it does not answer, or answers what cannot be understood: then nothing is known.
 */
export abstract class PaymentProvider {
  abstract readonly name: string;
  abstract readonly methods: readonly IntentMethod[];

  abstract create(payment: AskedPayment): Promise<ProviderNews>;
  abstract status(payment: AskedPayment): Promise<ProviderNews>;
  /** `paid`, where it is too late. */
  abstract cancel(payment: AskedPayment): Promise<ProviderNews>;
  /** Throws `RefundRefused` where asking again is of no use. */
  abstract refund(payment: AskedPayment, refund: AskedRefund): Promise<{ readonly reference: string }>;
  /** The signature first, compared in constant time; only what is genuine is read. */
  abstract parseWebhook(webhook: IncomingWebhook): ReadWebhook | 'forged' | 'unreadable';
}

export class RefundRefused extends Error {
  override readonly name = 'RefundRefused';
}
