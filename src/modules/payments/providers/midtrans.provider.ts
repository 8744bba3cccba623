import { createHash } from 'node:crypto';
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

/** Midtrans answers HTTP 200 to almost everything, and says in here what it means. */
const answerSchema = z.object({ status_code: z.string(), status_message: z.string().default('') });

const transactionSchema = answerSchema.extend({
  transaction_id: z.string(),
  order_id: z.string(),
  gross_amount: rupiahSchema,
  currency: z.string().default('IDR'),
  transaction_status: z.string(),
  fraud_status: z.string().optional(),
  qr_string: z.string().optional(),
});

type MidtransTransaction = z.infer<typeof transactionSchema>;

const signedSchema = z.looseObject({
  order_id: z.string(),
  status_code: z.string(),
  gross_amount: z.string(),
  signature_key: z.string(),
});

const refundSchema = answerSchema.extend({ refund_key: z.string().optional() });

const MINUTE_MS = 60_000;

/**
 * QRIS by Midtrans' Core API (docs.midtrans.com: QRIS, Get Transaction Status, Cancel, Direct Refund, HTTP(S)
 * Notification). The order id is the intent's.
 */
export class MidtransProvider extends PaymentProvider {
  override readonly name = 'midtrans';
  override readonly methods = ['qris'] as const;

  constructor(
    private readonly client: ProviderClient,
    private readonly serverKey: string,
    /** Where its notifications go; null: where its dashboard says. */
    private readonly webhookUrl: ((businessId: string) => string) | null,
  ) {
    super();
  }

  override async create(payment: AskedPayment): Promise<ProviderNews> {
    const minutes = Math.ceil((payment.expiresAt.getTime() - payment.createdAt.getTime()) / MINUTE_MS);
    const { body } = await this.client.send('POST', '/v2/charge', {
      headers: {
        'idempotency-key': payment.id,
        ...(this.webhookUrl && { 'x-override-notification': this.webhookUrl(payment.businessId) }),
      },
      body: {
        payment_type: 'qris',
        transaction_details: { order_id: payment.id, gross_amount: moneyToJson(payment.amount) },
        qris: { acquirer: 'gopay' },
        custom_expiry: { expiry_duration: minutes, unit: 'minute' },
      },
    });
    const { status_code } = answerSchema.parse(body);
    if (status_code === '406') return this.status(payment); // it has had this order, and its answer was lost
    if (status_code !== '201') return refused(status_code);
    return newsOf(transactionSchema.parse(body));
  }

  override async status({ id }: AskedPayment): Promise<ProviderNews> {
    const { body } = await this.client.send('GET', `/v2/${id}/status`);
    const { status_code } = answerSchema.parse(body);
    if (status_code === '404') return { kind: 'expired' };
    return newsOf(transactionSchema.parse(body));
  }

  override async cancel(payment: AskedPayment): Promise<ProviderNews> {
    const { body } = await this.client.send('POST', `/v2/${payment.id}/cancel`);
    const { status_code } = answerSchema.parse(body);
    if (status_code === '200' || status_code === '404') return { kind: 'cancelled' };
    if (status_code === '412') return this.status(payment); // it has ended already, one way or the other
    throw new Error(`Midtrans answered ${status_code}`);
  }

  override async refund({ id }: AskedPayment, refund: AskedRefund): Promise<{ reference: string }> {
    const { body } = await this.client.send('POST', `/v2/${id}/refund/online/direct`, {
      body: { refund_key: refund.id, amount: moneyToJson(refund.amount), reason: refund.reason },
    });
    const { status_code, status_message, refund_key } = refundSchema.parse(body);
    if (status_code === '200') return { reference: refund_key ?? refund.id };
    if (['412', '414'].includes(status_code)) throw new RefundRefused(`${status_code} ${status_message}`);
    throw new Error(`Midtrans answered ${status_code} ${status_message}`);
  }

  /** `signature_key` is SHA-512 over order id, status code, amount as it is written, and the server key. */
  override parseWebhook({ body }: IncomingWebhook): ReadWebhook | 'forged' | 'unreadable' {
    const signed = readJson(body, signedSchema);
    if (!signed) return 'forged';
    const { order_id, status_code, gross_amount, signature_key } = signed;
    const expected = createHash('sha512').update(order_id + status_code + gross_amount + this.serverKey);
    if (!isSame(signature_key, expected.digest('hex'))) return 'forged';

    const transaction = readJson(body, transactionSchema);
    if (!transaction || !z.uuid().safeParse(order_id).success) return 'unreadable';
    const { transaction_id, transaction_status } = transaction;
    return { eventId: `${transaction_id}:${transaction_status}`, intentId: order_id, news: followed(transaction) };
  }
}

/** What it says of what has come and gone since is none of ours: refunds are told by who asked for them. */
function followed(transaction: MidtransTransaction): ProviderNews | null {
  return transaction.transaction_status.includes('refund') ? null : newsOf(transaction);
}

function newsOf(transaction: MidtransTransaction): ProviderNews {
  const { transaction_status: status, transaction_id: reference, gross_amount: amount, currency } = transaction;
  switch (status) {
    case 'settlement':
    case 'capture':
    case 'refund':
    case 'partial_refund':
      return { kind: 'paid', amount, currency, reference };
    case 'deny':
    case 'failure':
      return { kind: 'declined' };
    case 'expire':
      return { kind: 'expired' };
    case 'cancel':
      return { kind: 'cancelled' };
    default:
      return { kind: 'pending', reference, qrPayload: transaction.qr_string ?? null };
  }
}

/** 400 and 402 say that it will never be; anything else may be tomorrow. */
function refused(statusCode: string): ProviderNews {
  if (statusCode === '400' || statusCode === '402') return { kind: 'declined' };
  throw new Error(`Midtrans answered ${statusCode}`);
}
