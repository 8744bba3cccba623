import { newId } from '../../src/kernel/ids';
import { HearWebhooksListener } from '../../src/modules/payments/listeners/hear-webhooks.listener';
import { SANDBOX_SIGNATURE, signSandbox } from '../../src/modules/payments/providers/sandbox.provider';
import { ReceiveWebhookUseCase } from '../../src/modules/payments/use-cases/receive-webhook.use-case';
import { Database, writerOf } from '../../src/platform/database/database';
import { BANK_SECRET } from '../support/own-bank';
import { PayingShop } from '../support/paying-shop';
import { sandboxWebhook } from '../support/sandbox-webhooks';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

const receive = (raw: string, { businessId = paying.shop.businessId, secret = BANK_SECRET } = {}) =>
  paying.app.get(ReceiveWebhookUseCase).execute({
    provider: 'sandbox',
    businessId,
    headers: { [SANDBOX_SIGNATURE]: signSandbox(raw, secret) },
    body: Buffer.from(raw),
    correlationId: 'test',
  });

/** As the relay brings all that was received to the listener. */
async function hear(): Promise<void> {
  const events = await rowsOf(paying.owner, paying.shop.businessId, 'outbox.events');
  const received = events.filter(({ type }) => type === 'payments.webhook-received');
  await paying.app
    .get(Database)
    .change(writerOf(paying.shop.actor()), (tx) => paying.app.get(HearWebhooksListener).handle(tx, received as never));
}

it('A webhook is kept byte by byte before anything follows from it, and is heard once', async () => {
  const { intents, owner, shop } = paying;
  const { intentId } = (await intents.create({ amount: 10_002n })).body;
  const raw = sandboxWebhook({ reference: intentId });
  await receive(raw);
  const [webhook] = await rowsOf(owner, shop.businessId, 'payments.webhooks');
  expect(webhook).toMatchObject({ intent_id: intentId, body: `\\x${Buffer.from(raw).toString('hex')}` });
  expect(await intents.row(intentId)).toMatchObject({ state: 'pending' });
  await hear();
  expect(await intents.row(intentId)).toMatchObject({ state: 'paid' });
  const before = await fingerprint(owner);
  await hear();
  await receive(raw);
  expect(await fingerprint(owner)).toEqual(before);
});

it.each([
  ['that is forged', 'payments.webhook-forged', () => receive('{}', { secret: 'somebody else’s' })],
  ['that is unreadable', 'payments.webhook-unreadable', () => receive('{}')],
  ['that is too large', 'payments.webhook-too-large', () => receive('x'.repeat(65_537))],
  [
    'to nobody',
    'payments.webhook-astray',
    () => receive(sandboxWebhook({ reference: newId() }), { businessId: newId() }),
  ],
])('A webhook %s is refused, and nothing is written', async (_, code, attempt) => {
  const before = await fingerprint(paying.owner);
  await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
  expect(await fingerprint(paying.owner)).toEqual(before);
});
