import { createHmac } from 'node:crypto';
import { z } from 'zod';
import { Clock } from '../../../kernel/clock';
import type { ProviderNews } from '../domain/provider-news';
import { toDynamicQris } from '../domain/qris';
import {
  type AskedPayment,
  type AskedRefund,
  type IncomingWebhook,
  PaymentProvider,
  type ReadWebhook,
  RefundRefused,
} from './payment-provider';
import { readJson } from './read-json';
import { isSame } from './signatures';

export const SANDBOX_SIGNATURE = 'x-sandbox-signature';

/** Chosen by the last two digits of the amount, as providers' own sandboxes do it. All others are paid at once. */
const CUSTOMERS: Readonly<Record<string, 'declines' | 'waits' | 'pays-late' | 'cannot-be-refunded'>> = {
  '01': 'declines',
  '02': 'waits',
  '03': 'pays-late',
  '04': 'cannot-be-refunded',
};

/** The code on the counter of a shop that there is not. */
const COUNTER_CODE =
  '00020101021126610014ID.SANDBOX.WWW01189360000000000000010210SANDBOX0010303UMI51440014ID.CO.QRIS.WWW0215ID0000000000001' +
  '0303UMI5204581253033605802ID5908TILLBOOK6007JAKARTA6105101106304F703';

const webhookSchema = z.object({
  eventId: z.string().min(1).max(100),
  reference: z.uuid(),
  status: z.enum(['PAID', 'DECLINED', 'EXPIRED']),
  amount: z.int().min(0),
  currency: z.string().length(3),
});

export type SandboxWebhook = z.infer<typeof webhookSchema>;

/** A provider without money, for development and tests. It keeps nothing: what it says follows from the payment. */
export class SandboxProvider extends PaymentProvider {
  override readonly name = 'sandbox';
  override readonly methods = ['qris', 'card'] as const;

  constructor(
    /** Without one it sends no webhooks. */
    private readonly secret: string | undefined,
    private readonly clock: Clock,
  ) {
    super();
  }

  override create(payment: AskedPayment): Promise<ProviderNews> {
    if (customerOf(payment) === 'declines') return Promise.resolve({ kind: 'declined' });
    const qrPayload = payment.method === 'qris' ? toDynamicQris(COUNTER_CODE, payment.amount) : null;
    return Promise.resolve({ kind: 'pending', reference: `sandbox-${payment.id}`, qrPayload });
  }

  override status(payment: AskedPayment): Promise<ProviderNews> {
    const customer = customerOf(payment);
    if (customer === 'declines') return Promise.resolve({ kind: 'declined' });
    const isPaid = customer === undefined || customer === 'cannot-be-refunded';
    if (isPaid) return Promise.resolve(paid(payment));
    return Promise.resolve(
      this.clock.now() >= payment.expiresAt
        ? { kind: 'expired' }
        : { kind: 'pending', reference: null, qrPayload: null },
    );
  }

  override cancel(payment: AskedPayment): Promise<ProviderNews> {
    return Promise.resolve(customerOf(payment) === 'pays-late' ? paid(payment) : { kind: 'cancelled' });
  }

  override async refund(payment: AskedPayment, refund: AskedRefund): Promise<{ reference: string }> {
    if (customerOf(payment) === 'cannot-be-refunded') throw new RefundRefused('the customer’s account is closed');
    return Promise.resolve({ reference: `sandbox-${refund.id}` });
  }

  override parseWebhook({ headers, body }: IncomingWebhook): ReadWebhook | 'forged' | 'unreadable' {
    if (this.secret === undefined) return 'forged';
    if (!isSame(headers[SANDBOX_SIGNATURE], signSandbox(body, this.secret))) return 'forged';
    const webhook = readJson(body, webhookSchema);
    if (!webhook) return 'unreadable';
    const { eventId, reference, status, amount, currency } = webhook;
    const news: Record<SandboxWebhook['status'], ProviderNews> = {
      PAID: { kind: 'paid', amount: BigInt(amount), currency, reference: `sandbox-${reference}` },
      DECLINED: { kind: 'declined' },
      EXPIRED: { kind: 'expired' },
    };
    return { eventId, intentId: reference, news: news[status] };
  }
}

/** HMAC-SHA256 over the body, in hex. */
export function signSandbox(body: Buffer | string, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

function customerOf({ amount }: AskedPayment) {
  return CUSTOMERS[(amount % 100n).toString().padStart(2, '0')];
}

function paid({ id, amount, currency }: AskedPayment): ProviderNews {
  return { kind: 'paid', amount, currency, reference: `sandbox-${id}` };
}
