import { newId } from '../../src/kernel/ids';
import { type AskedPayment, RefundRefused } from '../../src/modules/payments/providers/payment-provider';
import { ProviderClient } from '../../src/modules/payments/providers/provider-client';
import { XenditProvider } from '../../src/modules/payments/providers/xendit.provider';
import { ProviderServer } from '../support/provider-server';

const TOKEN = 'the callback token of a test';
let server: ProviderServer;
let xendit: XenditProvider;

beforeAll(async () => {
  server = await ProviderServer.start();
  xendit = new XenditProvider(new ProviderClient(server.url, 'the secret key of a test', 2_000), TOKEN, null);
});
afterAll(() => server?.stop());

const CODE = 'qr_61cb3576-3a25-4d35-8d15-0e8e3bdba4f2';
const PAYMENT = 'qrpy_8182837e-87a5-49b2-8696-1239bd4d759c';
const createdAt = new Date('2026-11-21T03:15:00Z');
const payment: AskedPayment = {
  id: newId(),
  businessId: newId(),
  method: 'qris',
  amount: 10_000n,
  currency: 'IDR',
  reference: CODE,
  createdAt,
  expiresAt: new Date(createdAt.getTime() + 900_000),
};
/** As Xendit publishes its answers of 2022-07-31. */
const code = (over: object = {}) => ({
  id: CODE,
  reference_id: payment.id,
  business_id: '58cd618ba0464eb64acdb246',
  type: 'DYNAMIC',
  currency: 'IDR',
  amount: 10_000,
  channel_code: 'ID_DANA',
  status: 'ACTIVE',
  qr_string: '00020101021226…',
  expires_at: '2022-10-23T09:56:43.60445Z',
  created: '2022-10-22T06:30:05.86474Z',
  updated: '2022-10-22T06:30:05.86474Z',
  ...over,
});
const made = (over: object = {}) => ({
  id: PAYMENT,
  business_id: '58cd618ba0464eb64acdb246',
  currency: 'IDR',
  amount: 10_000,
  status: 'SUCCEEDED',
  created: '2022-10-22T06:30:05.86474Z',
  qr_id: CODE,
  qr_string: '00020101021226…',
  reference_id: payment.id,
  type: 'DYNAMIC',
  channel_code: 'ID_DANA',
  payment_detail: { receipt_id: '000111666', source: 'GOPAY' },
  ...over,
});
const paid = { kind: 'paid', amount: 10_000n, currency: 'IDR', reference: PAYMENT };
const refusal = (status: number, error_code: string) => ({ status, body: { error_code, message: 'no' } });

describe('Xendit', () => {
  it('is asked for a code under the id of the intent', async () => {
    server.answer({ status: 201, body: code() });
    expect(await xendit.create(payment)).toEqual({ kind: 'pending', reference: CODE, qrPayload: '00020101021226…' });
    expect(server.heard[0]).toMatchObject({
      method: 'POST',
      path: '/qr_codes',
      headers: { 'api-version': '2022-07-31', 'idempotency-key': payment.id },
      body: {
        reference_id: payment.id,
        type: 'DYNAMIC',
        currency: 'IDR',
        amount: 10_000,
        expires_at: '2026-11-21T03:30:00.000Z',
      },
    });
  });

  it('refuses a code, or has none for now', async () => {
    server.answer(refusal(400, 'API_VALIDATION_ERROR'));
    expect(await xendit.create(payment)).toEqual({ kind: 'declined' });
    for (const answer of [
      refusal(403, 'CHANNEL_NOT_ACTIVATED'),
      refusal(503, 'CHANNEL_UNAVAILABLE'),
      { silent: true as const },
    ]) {
      server.answer(answer);
      await expect(xendit.create(payment)).rejects.toHaveProperty('message', expect.any(String));
    }
  });

  it('says whether a code was paid', async () => {
    server.answer({ body: { data: [made({ status: 'FAILED' }), made()], has_more: false } });
    expect(await xendit.status(payment)).toEqual(paid);
    server.answer({ body: { data: [], has_more: false } }, { body: code() });
    expect(await xendit.status(payment)).toEqual({ kind: 'pending', reference: null, qrPayload: null });
    expect(server.heard.map(({ path }) => path)).toEqual([`/qr_codes/${CODE}/payments`, `/qr_codes/${CODE}`]);
    server.answer({ body: { data: [], has_more: false } }, { body: code({ status: 'INACTIVE' }) });
    expect(await xendit.status(payment)).toEqual({ kind: 'expired' });
    await expect(xendit.status({ ...payment, reference: null })).rejects.toThrow('by which id');
  });

  it('says when it is too late to give a payment up', async () => {
    server.answer({ body: { data: [made()], has_more: false } });
    expect(await xendit.cancel(payment)).toEqual(paid);
    server.answer({ body: { data: [], has_more: false } }, { body: code() });
    expect(await xendit.cancel(payment)).toEqual({ kind: 'cancelled' });
    expect(await xendit.cancel({ ...payment, reference: null })).toEqual({ kind: 'cancelled' });
  });

  it('gives back under the id of the refund, or refuses', async () => {
    const refund = { id: newId(), amount: 4_000n, reason: 'late' };
    const paidPayment = { ...payment, reference: PAYMENT };
    server.answer({ body: { id: 'qrrf_1', status: 'PENDING' } });
    expect(await xendit.refund(paidPayment, refund)).toEqual({ reference: 'qrrf_1' });
    expect(server.heard[0]).toMatchObject({
      path: `/qr_codes/payments/${PAYMENT}/refunds`,
      headers: { 'idempotency-key': refund.id },
      body: { reference_id: refund.id, amount: 4_000 },
    });
    server.answer(refusal(400, 'PARTIAL_REFUND_NOT_SUPPORTED'));
    await expect(xendit.refund(paidPayment, refund)).rejects.toThrow(RefundRefused);
    server.answer(refusal(400, 'REFUND_IN_PROGRESS'));
    await expect(xendit.refund(paidPayment, refund)).rejects.toThrow('REFUND_IN_PROGRESS');
  });
});

describe('A webhook of Xendit', () => {
  const webhook = (data: object, token: string | undefined = TOKEN, event = 'qr.payment') => ({
    headers: { 'x-callback-token': token },
    body: Buffer.from(
      JSON.stringify({ event, api_version: '2022-07-31', business_id: '58cd', created: '2022-10-22T06:30:05Z', data }),
    ),
  });

  it('says that a code was paid', () => {
    const eventId = `qr.payment:${PAYMENT}:SUCCEEDED`;
    expect(xendit.parseWebhook(webhook(made()))).toEqual({ eventId, intentId: payment.id, news: paid });
    expect(xendit.parseWebhook(webhook(made({ status: 'FAILED' })))).toMatchObject({ news: null });
    expect(xendit.parseWebhook(webhook(made(), TOKEN, 'qr.refund'))).toMatchObject({ news: null });
  });

  it('is forged without the token, and unreadable when it is of another shape', () => {
    for (const token of ['', 'another token', TOKEN.slice(0, -1), `${TOKEN} `]) {
      expect(xendit.parseWebhook(webhook(made(), token))).toBe('forged');
    }
    expect(xendit.parseWebhook({ headers: {}, body: Buffer.from('{}') })).toBe('forged');
    expect(xendit.parseWebhook(webhook({}))).toBe('unreadable');
    expect(xendit.parseWebhook(webhook(made({ reference_id: 'order-id-1666420204' })))).toBe('unreadable');
    expect(xendit.parseWebhook(webhook(made({ amount: 10_000.5 })))).toBe('unreadable');
  });
});
