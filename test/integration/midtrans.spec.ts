import { createHash } from 'node:crypto';
import { newId } from '../../src/kernel/ids';
import { MidtransProvider } from '../../src/modules/payments/providers/midtrans.provider';
import { type AskedPayment, RefundRefused } from '../../src/modules/payments/providers/payment-provider';
import { ProviderClient } from '../../src/modules/payments/providers/provider-client';
import { ProviderServer } from '../support/provider-server';

const KEY = 'the server key of a test';
let server: ProviderServer;
let midtrans: MidtransProvider;

beforeAll(async () => {
  server = await ProviderServer.start();
  const client = new ProviderClient(server.url, KEY, 2_000);
  midtrans = new MidtransProvider(client, KEY, (businessId) => `https://pos.test/hooks/${businessId}`);
});
afterAll(() => server?.stop());

const createdAt = new Date('2026-11-21T03:15:00Z');
const payment: AskedPayment = {
  id: newId(),
  businessId: newId(),
  method: 'qris',
  amount: 789_000n,
  currency: 'IDR',
  reference: null,
  createdAt,
  expiresAt: new Date(createdAt.getTime() + 900_000),
};
/** As Midtrans publishes its answer to a charge by QRIS. */
const transaction = (over: object = {}) => ({
  status_code: '201',
  status_message: 'QRIS transaction is created',
  transaction_id: '01bf5e23-7183-4cfe-862c-58a3f6e8f0a2',
  order_id: payment.id,
  merchant_id: 'G490526303',
  gross_amount: '789000.00',
  currency: 'IDR',
  payment_type: 'qris',
  transaction_time: '2021-07-06 17:23:49',
  transaction_status: 'pending',
  fraud_status: 'accept',
  actions: [{ name: 'generate-qr-code', method: 'GET', url: 'https://api.midtrans.com/v2/qris/01bf5e23/qr-code' }],
  qr_string: '00020101021226…',
  acquirer: 'gopay',
  ...over,
});
const settled = { status_code: '200', transaction_status: 'settlement', settlement_time: '2021-07-06 17:25:00' };
const paid = { kind: 'paid', amount: 789_000n, currency: 'IDR', reference: '01bf5e23-7183-4cfe-862c-58a3f6e8f0a2' };

describe('Midtrans', () => {
  it('is asked for a payment by QRIS under the id of the intent', async () => {
    server.answer({ body: transaction() });
    expect(await midtrans.create(payment)).toEqual({
      kind: 'pending',
      reference: '01bf5e23-7183-4cfe-862c-58a3f6e8f0a2',
      qrPayload: '00020101021226…',
    });
    expect(server.heard).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/v2/charge',
        body: {
          payment_type: 'qris',
          transaction_details: { order_id: payment.id, gross_amount: 789_000 },
          qris: { acquirer: 'gopay' },
          custom_expiry: { expiry_duration: 15, unit: 'minute' },
        },
      }),
    ]);
    expect(server.heard[0]!.headers).toMatchObject({
      authorization: `Basic ${Buffer.from(`${KEY}:`).toString('base64')}`,
      'idempotency-key': payment.id,
      'x-override-notification': `https://pos.test/hooks/${payment.businessId}`,
    });
  });

  it('is asked how far a payment is that it has had before', async () => {
    server.answer(
      { body: { status_code: '406', status_message: 'order_id has been utilized' } },
      { body: transaction(settled) },
    );
    expect(await midtrans.create(payment)).toEqual(paid);
    expect(server.heard.map(({ path }) => path)).toEqual(['/v2/charge', `/v2/${payment.id}/status`]);
  });

  it.each<[string, object]>([
    ['settlement', paid],
    ['capture', paid],
    ['partial_refund', paid],
    ['deny', { kind: 'declined' }],
    ['failure', { kind: 'declined' }],
    ['expire', { kind: 'expired' }],
    ['cancel', { kind: 'cancelled' }],
    ['pending', { kind: 'pending', reference: paid.reference, qrPayload: null }],
  ])('says %s', async (transaction_status, news) => {
    server.answer({ body: transaction({ status_code: '200', transaction_status, qr_string: undefined }) });
    expect(await midtrans.status(payment)).toEqual(news);
  });

  it('does not know what it was never asked for', async () => {
    server.answer({ body: { status_code: '404', status_message: 'Transaction doesn’t exist.' } });
    expect(await midtrans.status(payment)).toEqual({ kind: 'expired' });
  });

  it('cancels, or says why not', async () => {
    server.answer({ body: transaction({ status_code: '200', transaction_status: 'cancel' }) });
    expect(await midtrans.cancel(payment)).toEqual({ kind: 'cancelled' });
    server.answer({ body: { status_code: '412', status_message: 'cannot modify' } }, { body: transaction(settled) });
    expect(await midtrans.cancel(payment)).toEqual(paid);
  });

  it('gives back under the key of the refund, or refuses', async () => {
    const refund = { id: newId(), amount: 789_000n, reason: 'voided' };
    server.answer({
      body: { ...transaction({ status_code: '200', transaction_status: 'refund' }), refund_key: refund.id },
    });
    expect(await midtrans.refund(payment, refund)).toEqual({ reference: refund.id });
    expect(server.heard[0]).toMatchObject({
      path: `/v2/${payment.id}/refund/online/direct`,
      body: { refund_key: refund.id, amount: 789_000, reason: 'voided' },
    });
    server.answer({ body: { status_code: '412', status_message: 'Merchant cannot modify the status' } });
    await expect(midtrans.refund(payment, refund)).rejects.toThrow(RefundRefused);
    server.answer({ body: { status_code: '500', status_message: 'Sorry' } });
    await expect(midtrans.refund(payment, refund)).rejects.not.toThrow(RefundRefused);
  });

  it.each<[string, Parameters<ProviderServer['answer']>[0]]>([
    ['does not answer in time', { silent: true }],
    ['answers 503', { status: 503, body: {} }],
    ['answers 429', { status: 429, body: {} }],
    ['answers no JSON', { raw: '<html>' }],
    ['answers something else', { body: { hello: 'world' } }],
    ['answers too much', { raw: `"${'x'.repeat(300_000)}"` }],
    ['answers an amount of cents', { body: transaction({ gross_amount: '789000.50' }) }],
    ['leads elsewhere', { status: 302, raw: '' }],
    ['is at a loss', { body: { status_code: '500', status_message: 'Sorry' } }],
  ])('leaves everything open when it %s', async (_, answer) => {
    server.answer(answer);
    await expect(midtrans.create(payment)).rejects.toHaveProperty('message', expect.any(String));
    expect(server.heard).toHaveLength(1);
  });
});

describe('A notification of Midtrans', () => {
  const sign = ({ order_id, status_code, gross_amount }: ReturnType<typeof transaction>, key = KEY) =>
    createHash('sha512').update(`${order_id}${status_code}${gross_amount}${key}`).digest('hex');
  const notification = (over: object = {}, signature_key?: string) => {
    const told = transaction(over);
    return { headers: {}, body: Buffer.from(JSON.stringify({ ...told, signature_key: signature_key ?? sign(told) })) };
  };

  it('says what has become of a payment, the same event under the same id', () => {
    const read = midtrans.parseWebhook(notification(settled));
    expect(read).toEqual({ eventId: `${paid.reference}:settlement`, intentId: payment.id, news: paid });
    expect(midtrans.parseWebhook(notification({ status_code: '202', transaction_status: 'deny' }))).toMatchObject({
      eventId: `${paid.reference}:deny`,
      news: { kind: 'declined' },
    });
    expect(midtrans.parseWebhook(notification({ ...settled, transaction_status: 'refund' }))).toMatchObject({
      news: null,
    });
  });

  it.each([
    ['not signed', { headers: {}, body: Buffer.from(JSON.stringify(transaction(settled))) }],
    ['signed with another key', notification(settled, sign(transaction(settled), 'another key'))],
    ['signed for another amount', notification({ ...settled, gross_amount: '1.00' }, sign(transaction(settled)))],
    ['signed for another order', notification({ ...settled, order_id: newId() }, sign(transaction(settled)))],
    ['no JSON', { headers: {}, body: Buffer.from('{') }],
  ])('is forged when it is %s', (_, webhook) => {
    expect(midtrans.parseWebhook(webhook)).toBe('forged');
  });

  it('is unreadable when it is about an order that we cannot have given', () => {
    expect(midtrans.parseWebhook(notification({ ...settled, order_id: 'order102' }))).toBe('unreadable');
  });
});
