import { z } from 'zod';
import { moneyToJson } from '../../../kernel/money';
import type { ProviderNews } from '../domain/provider-news';
import {
  type AskedPayment,
  type AskedRefund,
  type IncomingWebhook,
  PaymentProvider,
  type ReadWebhook,
  RefundRefused,
} from './payment-provider';
import { type ProviderClient, rupiahSchema } from './provider-client';
import { readJson } from './read-json';
import { isSame } from './signatures';

const VERSION = { 'api-version': '2022-07-31' };

const codeSchema = z.object({
  id: z.string(),
  reference_id: z.string(),
  currency: z.string(),
  amount: rupiahSchema,
  status: z.string(),
  qr_string: z.string(),
});

const paymentSchema = z.object({
  id: z.string(),
  reference_id: z.string(),
  currency: z.string(),
  amount: rupiahSchema,
  status: z.string(),
});

const paymentsSchema = z.object({ data: z.array(paymentSchema) });
const webhookSchema = z.object({ event: z.string(), data: paymentSchema });
const refundSchema = z.object({ id: z.string() });
const errorSchema = z.object({ error_code: z.string().default('UNKNOWN') });

/** What asking again does not change (docs.xendit.co: QR codes, test scenarios). */
const NEVER = [
  ...[
    'MAXIMUM_REFUND_AMOUNT_REACHED',
    'PARTIAL_REFUND_NOT_SUPPORTED',
    'REFUND_NOT_SUPPORTED',
    'INELIGIBLE_TRANSACTION',
  ],
];

/**
 * QRIS by Xendit's QR Codes API of 2022-07-31 (archive.developers.xendit.co: Create QR Code, Get Payments, Refund, QR
 * payment webhook). The reference is the intent's id. A code cannot be taken back there: a payment that is given up may
 * still be paid until it expires, and is then late.
 */
export class XenditProvider extends PaymentProvider {
  override readonly name = 'xendit';
  override readonly methods = ['qris'] as const;

  constructor(
    private readonly client: ProviderClient,
    private readonly webhookToken: string,
    /** Where its webhooks go; null: where its dashboard says. */
    private readonly webhookUrl: ((businessId: string) => string) | null,
  ) {
    super();
  }

  override async create(payment: AskedPayment): Promise<ProviderNews> {
    const { status, body } = await this.client.send('POST', '/qr_codes', {
      headers: {
        ...VERSION,
        'idempotency-key': payment.id,
        ...(this.webhookUrl && { 'webhook-url': this.webhookUrl(payment.businessId) }),
      },
      body: {
        reference_id: payment.id,
        type: 'DYNAMIC',
        currency: payment.currency,
        amount: moneyToJson(payment.amount),
        expires_at: payment.expiresAt.toISOString(),
      },
    });
    if (status === 400) return { kind: 'declined' };
    if (status >= 300) throw new Error(`Xendit answered ${status} ${errorSchema.parse(body).error_code}`);
    const { id, qr_string } = codeSchema.parse(body);
    return { kind: 'pending', reference: id, qrPayload: qr_string };
  }

  override async status({ reference }: AskedPayment): Promise<ProviderNews> {
    if (reference === null) throw new Error('Xendit has not said by which id it knows the code');
    const path = `/qr_codes/${encodeURIComponent(reference)}`;
    const payments = await this.client.send('GET', `${path}/payments`, { headers: VERSION });
    const paid = paymentsSchema.parse(payments.body).data.find(({ status }) => status === 'SUCCEEDED');
    if (paid) return paidBy(paid);
    const code = codeSchema.parse((await this.client.send('GET', path, { headers: VERSION })).body);
    return code.status === 'ACTIVE' ? { kind: 'pending', reference: null, qrPayload: null } : { kind: 'expired' };
  }

  override async cancel(payment: AskedPayment): Promise<ProviderNews> {
    if (payment.reference === null) return { kind: 'cancelled' };
    const news = await this.status(payment);
    return news.kind === 'paid' ? news : { kind: 'cancelled' };
  }

  override async refund({ reference }: AskedPayment, refund: AskedRefund): Promise<{ reference: string }> {
    const { status, body } = await this.client.send(
      'POST',
      `/qr_codes/payments/${encodeURIComponent(reference ?? '')}/refunds`,
      {
        headers: { ...VERSION, 'idempotency-key': refund.id },
        body: { reference_id: refund.id, amount: moneyToJson(refund.amount), reason: 'REQUESTED_BY_CUSTOMER' },
      },
    );
    if (status < 300) return { reference: refundSchema.parse(body).id };
    const { error_code } = errorSchema.parse(body);
    if (NEVER.includes(error_code)) throw new RefundRefused(error_code);
    throw new Error(`Xendit answered ${status} ${error_code}`);
  }

  /** Every webhook carries the account's own token. */
  override parseWebhook({ headers, body }: IncomingWebhook): ReadWebhook | 'forged' | 'unreadable' {
    if (!isSame(headers['x-callback-token'], this.webhookToken)) return 'forged';
    const webhook = readJson(body, webhookSchema);
    if (!webhook || !z.uuid().safeParse(webhook.data.reference_id).success) return 'unreadable';
    const { event, data } = webhook;
    const isPayment = event === 'qr.payment' && data.status === 'SUCCEEDED';
    return {
      eventId: `${event}:${data.id}:${data.status}`,
      intentId: data.reference_id,
      news: isPayment ? paidBy(data) : null,
    };
  }
}

function paidBy({ id, amount, currency }: z.infer<typeof paymentSchema>): ProviderNews {
  return { kind: 'paid', amount, currency, reference: id };
}
