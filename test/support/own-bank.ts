import type { IntentMethod } from '../../src/modules/payments';
import type { ProviderNews } from '../../src/modules/payments/domain/provider-news';
import {
  type AskedPayment,
  type AskedRefund,
  type IncomingWebhook,
  PaymentProvider,
  type ReadWebhook,
} from '../../src/modules/payments/providers/payment-provider';
import { SandboxProvider } from '../../src/modules/payments/providers/sandbox.provider';
import { StoppedClock } from './sales-app';

export const BANK_SECRET = 'the secret of a bank of its own';

type Called = 'create' | 'status' | 'cancel' | 'refund';

/** A sandbox whose answers a test can change, and that remembers what it was asked. */
export class OwnBank extends PaymentProvider {
  override readonly name = 'sandbox';
  override readonly methods: readonly IntentMethod[] = ['qris'];
  readonly asked: { readonly call: Called; readonly id: string }[] = [];
  /** What it does instead, the first time that it is called so, or so for a payment. */
  readonly instead = new Map<Called | `${Called} ${string}`, () => Promise<unknown>>();
  private readonly sandbox = new SandboxProvider(BANK_SECRET, new StoppedClock());

  override create(payment: AskedPayment): Promise<ProviderNews> {
    return this.answer('create', payment.id, () => this.sandbox.create(payment));
  }

  override status(payment: AskedPayment): Promise<ProviderNews> {
    return this.answer('status', payment.id, () => this.sandbox.status(payment));
  }

  override cancel(payment: AskedPayment): Promise<ProviderNews> {
    return this.answer('cancel', payment.id, () => this.sandbox.cancel(payment));
  }

  override refund(payment: AskedPayment, refund: AskedRefund): Promise<{ reference: string }> {
    return this.answer('refund', refund.id, () => this.sandbox.refund(payment, refund));
  }

  override parseWebhook(webhook: IncomingWebhook): ReadWebhook | 'forged' | 'unreadable' {
    return this.sandbox.parseWebhook(webhook);
  }

  isAwayFor(call: Called): void {
    this.instead.set(call, () => Promise.reject(new Error('the bank does not answer')));
  }

  answers(call: Called, news: ProviderNews, id?: string): void {
    this.instead.set(id === undefined ? call : `${call} ${id}`, () => Promise.resolve(news));
  }

  callsFor(id: string): Called[] {
    return this.asked.filter((one) => one.id === id).map(({ call }) => call);
  }

  private answer<Said>(call: Called, id: string, usually: () => Promise<Said>): Promise<Said> {
    this.asked.push({ call, id });
    const key = this.instead.has(`${call} ${id}`) ? (`${call} ${id}` as const) : call;
    const instead = this.instead.get(key) as (() => Promise<Said>) | undefined;
    this.instead.delete(key);
    return (instead ?? usually)();
  }
}
