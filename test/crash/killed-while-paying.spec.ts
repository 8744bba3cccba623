import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client, Reply } from '../support/client';
import { failing, type Point } from '../support/crash-points/faults';
import { eventually } from '../support/eventually';
import type { ServerProcess } from '../support/server-process';
import { expectSoundBooks } from '../support/sound-books';
import { StreetOfServers } from '../support/street-of-servers';
import { Till } from '../support/till';

jest.setTimeout(120_000);

const { outlets, products } = KOPI_SENJA;
const outletId = outlets.jkt1;
const AMOUNT = 20_000;

describe('Of a payment by a provider, while its server is killed,', () => {
  const asked: string[] = [];
  let street: StreetOfServers;
  let server: ServerProcess;
  let owner: Client;
  let till: Till;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    server = await dyingAt('after a payment is asked for');
    owner = await street.client(() => server).logIn('owner@kopisenja.test', outletId);
    till = await Till.open(owner, { outletId });
  });
  afterAll(() => street?.clear());

  const dyingAt = (at: Point) => street.start(failing({ at, does: 'die', nth: 1 }));

  /** It dies where it was told to; what its provider has done is noted, and another takes over. */
  async function expectDeath(next: () => Promise<ServerProcess>): Promise<void> {
    await street.expectDeath(server);
    asked.push(...whatWasAsked((await server.ended).stdout));
    server = await next();
  }

  const unanswered = (reply: Promise<Reply>) =>
    expect(reply).rejects.toMatchObject({ message: expect.stringMatching(/fetch failed|terminated/) });

  async function only<Row extends object>(sql: string, values: unknown[] = []): Promise<Row> {
    const { rows } = await street.owner.query<Row>(sql, values);
    expect(rows).toHaveLength(1);
    return rows[0]!;
  }

  it('an intent is asked for under one id, pays one sale, and is given back once', async () => {
    const ask = () =>
      owner.post('/payments/intents', { outletId, method: 'qris', amount: AMOUNT }, { key: 'one-payment' });
    await unanswered(ask());
    await expectDeath(() => dyingAt('before the nudge'));
    const { body } = await ask();
    const intentId = body.intentId as string;
    await street.owner.query('update payments.intents set next_call_at = now()'); // its lease is over
    await eventually(async () => expect((await owner.get(`/payments/intents/${intentId}`)).body.state).toBe('paid'));

    const payments = [
      { method: 'qris', amount: AMOUNT, intentId },
      { method: 'cash', amount: 100_000 },
    ];
    const sell = (key: string) =>
      till.sell({ items: [{ productId: products.kopiSusu, quantity: '2' }], payments }, { key });
    await unanswered(sell('one-sale'));
    await expectDeath(() => dyingAt('after money is given back'));
    const [again, another] = [await sell('one-sale'), await sell('another-sale')];
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect([another.status, another.body.code]).toEqual([409, 'payments.intent-used']);
    const { transactionId } = again.body;
    expect(await only('select id, sale_id, amount::int from payments.intents')).toEqual({
      ...{ id: intentId, sale_id: transactionId, amount: AMOUNT },
    });

    const voided = await owner.post(`/pos/transactions/${transactionId as string}/void`, { reason: 'salah pesan' });
    expect(voided.status).toBe(200);
    await expectDeath(() => street.start(failing()));
    await street.owner.query(`update payments.refunds set next_attempt_at = now() where state = 'due'`); // as above
    const refund = 'select id, state, amount::int, attempts, reference from payments.refunds';
    await eventually(async () => expect((await only<{ state: string }>(refund)).state).toBe('made'));
    const { id: refundId, ...made } = await only<{ id: string }>(refund);
    expect(made).toEqual({ state: 'made', amount: AMOUNT, attempts: 1, reference: `sandbox-${refundId}` });

    await street.rest();
    await expectSoundBooks(street.databaseUrl, { quiesced: true });
    const { rows } = await street.owner.query(
      `select type from outbox.events where type like 'payments.%' order by recorded_at, seq`,
    );
    const told = ['intent-created', 'intent-paid', 'refund-owed', 'refund-made'];
    expect(rows).toEqual(told.map((what) => ({ type: `payments.${what}` })));
    asked.push(...whatWasAsked((await server.stop()).stdout));
    // Each was done at the provider when its server died, and was asked for again by the next under the same id.
    expect(asked).toEqual([
      ...[`asks for ${intentId}`, `asks for ${intentId}`],
      ...[`gives back ${refundId}`, `gives back ${refundId}`],
    ]);
  });
});

function whatWasAsked(stdout: string): string[] {
  return [...stdout.matchAll(/^the provider (.+)$/gm)].map(([, what]) => what!);
}
