import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { VISITS_PER_MINUTE } from '../../src/platform/auth/visitor-limits';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { Refusals } from '../support/refusals';
import { SANDBOX_SECRET, sandboxWebhook, sendWebhook } from '../support/sandbox-webhooks';
import { ServedApp } from '../support/served-app';
import { signSandbox } from '../../src/modules/payments/providers/sandbox.provider';

const outletId = KOPI_SENJA.outlets.jkt1;
const { businessId } = KOPI_SENJA;
let app: ServedApp;
let cashier: Client;

beforeAll(async () => {
  app = await ServedApp.start();
  cashier = await app.logIn('cashier@kopisenja.test', outletId);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

/** Of a customer who waits for the webhook, where the amount does not say otherwise. */
async function request(amount = 10_002): Promise<string> {
  const { body } = await cashier.post('/payments/intents', { outletId, method: 'qris', amount });
  return body.intentId as string;
}
const send = (raw: string, how: Parameters<typeof sendWebhook>[3] = {}) =>
  sendWebhook(app.client(), businessId, raw, how);
const intent = async (id: string) => (await cashier.get(`/payments/intents/${id}`)).body;
async function outcomes(id: string): Promise<string[]> {
  const { rows } = await app.owner.query<{ outcome: string }>(
    `select o.outcome from payments.webhooks w
       join payments.webhook_outcomes o on o.business_id = w.business_id and o.webhook_id = w.id
      where w.intent_id = $1 order by w.id`,
    [id],
  );
  return rows.map(({ outcome }) => outcome);
}
const told = async (id: string) => {
  const { rows } = await app.owner.query<{ type: string }>(
    `select type from outbox.events where type like 'payments.%' and payload->>'intentId' = $1 order by recorded_at, seq`,
    [id],
  );
  return rows.map(({ type }) => type.replace('payments.', ''));
};

describe('A webhook of the provider', () => {
  it('pays what was asked for', async () => {
    const id = await request();
    const { status, body } = await send(sandboxWebhook({ reference: id }));
    expect([status, body]).toEqual([202, { received: true }]);
    await eventually(async () => expect((await intent(id)).state).toBe('paid'));
    expect([await outcomes(id), await told(id)]).toEqual([['paid'], ['intent-created', 'intent-paid']]);
  });

  it('is kept once however often it comes, and takes its effect once', async () => {
    const id = await request();
    const raw = sandboxWebhook({ reference: id });
    const replies = await Promise.all(Array.from({ length: 50 }, () => send(raw)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([202]));
    await send(sandboxWebhook({ reference: id })); // the same again under an event of its own
    await eventually(async () => expect(await outcomes(id)).toEqual(['paid', 'nothing']));
    expect(await told(id)).toEqual(['intent-created', 'intent-paid']);
  });

  it.each(['DECLINED', 'EXPIRED'] as const)('ends what it says is %s', async (status) => {
    const id = await request();
    await send(sandboxWebhook({ reference: id, status }));
    await eventually(async () => expect((await intent(id)).state).toBe(status.toLowerCase()));
    expect(await outcomes(id)).toEqual(['ended']);
  });

  it.each([{ amount: 10_001 }, { amount: 1_000_200 }, { currency: 'USD' }])(
    'pays nothing with other money: %o',
    async (other) => {
      const id = await request();
      await send(sandboxWebhook({ reference: id, ...other }));
      await eventually(async () => expect(await outcomes(id)).toEqual(['mismatched']));
      expect([(await intent(id)).state, await told(id)]).toEqual(['pending', ['intent-created', 'webhook-mismatched']]);
      await send(sandboxWebhook({ reference: id }));
    },
  );

  it('that is late has the money given back, once, and brings nothing back', async () => {
    const id = await request();
    await cashier.post(`/payments/intents/${id}/cancel`, undefined);
    for (let time = 0; time < 3; time++) await send(sandboxWebhook({ reference: id }));
    await eventually(async () => expect(await outcomes(id)).toEqual(['late', 'late', 'late']));
    await eventually(async () =>
      expect(await told(id)).toEqual(['intent-created', 'intent-ended', 'refund-owed', 'refund-made']),
    );
    expect((await intent(id)).state).toBe('cancelled');
  });

  it('about what nobody asked for is kept, and answered like any other', async () => {
    const id = newId();
    const { status, body } = await send(sandboxWebhook({ reference: id }));
    expect([status, body]).toEqual([202, { received: true }]);
    await eventually(async () => expect(await outcomes(id)).toEqual(['unknown-intent']));
  });

  it('about another business’s payment changes nothing there', async () => {
    const id = await request();
    await sendWebhook(app.client(), (await theirs()).businessId, sandboxWebhook({ reference: id }));
    await eventually(async () => expect(await outcomes(id)).toEqual(['unknown-intent']));
    expect((await intent(id)).state).toBe('pending');
    await send(sandboxWebhook({ reference: id }));
  });
});

async function theirs(): Promise<{ businessId: string }> {
  const { rows } = await app.owner.query<{ businessId: string }>(
    `select business_id as "businessId" from identity.businesses where business_id <> $1 limit 1`,
    [businessId],
  );
  return rows[0]!;
}

describe('Refused, and nothing is written, is', () => {
  let refusals: Refusals;
  const genuine = sandboxWebhook({ reference: newId() });
  const signed = (raw: string) => ({ signature: signSandbox(raw, SANDBOX_SECRET) });

  beforeAll(async () => {
    await eventually(async () => {
      const { rows } = await app.owner.query(`select from payments.intents where next_call is not null`);
      expect(rows).toEqual([]);
    });
    refusals = await Refusals.from(app);
  });

  it.each<[string, string, { signature: string | null }]>([
    ['not signed', genuine, { signature: null }],
    ['signed with nothing', genuine, { signature: '' }],
    ['signed by somebody else', genuine, { signature: signSandbox(genuine, 'somebody else’s secret') }],
    ['signed for another body', genuine.replace('10002', '10003'), signed(genuine)],
    ['signed for the same JSON in other bytes', `${genuine} `, signed(genuine)],
    ['signed in capitals', genuine, { signature: signSandbox(genuine, SANDBOX_SECRET).toUpperCase() }],
  ])('a webhook that is %s', async (_, raw, how) => {
    await refusals.expect(send(raw, how), 401, 'payments.webhook-forged');
  });

  it.each<[string, () => ReturnType<typeof send>, number, string]>([
    ['no JSON', () => send('paid!'), 400, 'request.malformed'],
    ['genuine of another shape', () => send('{"status":"PAID"}'), 400, 'payments.webhook-unreadable'],
    ['of 64 KiB and a byte', () => send(`"${'x'.repeat(65_535)}"`), 400, 'payments.webhook-too-large'],
    ['of 300 KiB', () => send(`"${'x'.repeat(300_000)}"`), 413, 'request.too-large'],
    ['of a provider that there is not', () => send(genuine, { provider: 'stripe' }), 404, 'payments.provider-unknown'],
    [
      'genuine, to a business that there is not',
      () => sendWebhook(app.client(), newId(), genuine),
      404,
      'payments.webhook-astray',
    ],
  ])('one that is %s', async (_, attempt, status, code) => {
    await refusals.expect(attempt(), status, code);
  });

  it('whoever forges many, while the provider goes on telling', async () => {
    const forge = () => send(genuine, { signature: 'forged' });
    const answers = await Promise.all(Array.from({ length: VISITS_PER_MINUTE }, forge));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    await refusals.expect(forge(), 429, 'request.rate-limited');
    expect((await send(sandboxWebhook({ reference: newId() }))).status).toBe(202);
  });
});
