import { newId } from '../../src/kernel/ids';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { PayingShop } from '../support/paying-shop';
import { type Writer, WRITERS } from '../support/shop';
import { tender } from '../support/sale-terms';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

type Payments = CreateTransactionCommand['payments'];
const qris = (intentId: string, amount = 10_000n) => ({ ...tender('qris', amount), intentId });
const sell = (...payments: Payments) => paying.shop.sell({ payments: [...payments, tender('cash', 100_000n)] });

describe.each(WRITERS)('A sale that is paid with an intent, written by the %s writer,', (writer: Writer) => {
  beforeAll(() =>
    paying.owner.query('update identity.tenant_config set use_atomic_function = $1', [writer === 'atomic']),
  );

  it('has it for good', async () => {
    const { intents, owner, shop } = paying;
    const intentId = await intents.paid();
    const { body } = await sell(qris(intentId));
    const payments = await rowsOf(owner, shop.businessId, 'sales.payments');
    const payment = payments.find((one) => one.transaction_id === body.transactionId && one.method === 'qris')!;
    expect(await intents.row(intentId)).toMatchObject({
      ...{ state: 'paid', sale_id: body.transactionId, payment_id: payment.id, amount: payment.amount },
    });
    await expect(intents.cancel(intentId)).rejects.toMatchObject({ code: 'payments.intent-used' });
    await expect(
      owner.query('update payments.intents set sale_id = $2 where id = $1', [intentId, newId()]),
    ).rejects.toMatchObject({ code: 'TB001' });
  });

  it('is one of fifty', async () => {
    const intentId = await paying.intents.paid();
    const all = await Promise.allSettled(Array.from({ length: 50 }, () => sell(qris(intentId))));
    const codes = all.map((one) => (one.status === 'fulfilled' ? 'sold' : one.reason.code));
    expect(codes.toSorted()).toEqual([...Array(49).fill('payments.intent-used'), 'sold']);
  });

  it('takes several, whichever way round', async () => {
    const [first, second] = [await paying.intents.paid(), await paying.intents.paid()];
    const both = [
      [qris(first), qris(second)],
      [qris(second), qris(first)],
    ].map((payments) => sell(...payments));
    const answers = await Promise.allSettled(both);
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each<[string, string, () => Promise<unknown>]>([
    ['that does not exist', 'payments.intent-not-found', () => sell(qris(newId()))],
    [
      'of another outlet',
      'payments.intent-not-found',
      async () => sell(qris(await paying.intents.paid({ outletId: paying.shop.ids.outlet('UJI2') }))),
    ],
    [
      'that is not paid',
      'payments.intent-not-paid',
      async () => sell(qris((await paying.intents.create({ amount: 10_002n })).body.intentId, 10_002n)),
    ],
    [
      'that was given up',
      'payments.intent-not-paid',
      async () => {
        const intentId = await paying.intents.paid();
        await paying.intents.cancel(intentId);
        return sell(qris(intentId));
      },
    ],
    ['of less', 'payments.intent-differs', async () => sell(qris(await paying.intents.paid(), 10_100n))],
    ['of more', 'payments.intent-differs', async () => sell(qris(await paying.intents.paid(), 9_900n))],
    [
      'of another method',
      'payments.intent-differs',
      async () => sell({ ...qris(await paying.intents.paid()), method: 'card' }),
    ],
    [
      'twice',
      'payments.intent-used',
      async () => {
        const intentId = await paying.intents.paid();
        return sell(qris(intentId), qris(intentId));
      },
    ],
  ])('is refused one %s', async (_, code, attempt) => {
    const sales = () => rowsOf(paying.owner, paying.shop.businessId, 'sales.transactions');
    const before = await sales();
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
    expect(await sales()).toEqual(before);
  });

  it('needs none', async () => {
    const before = (await fingerprint(paying.owner))['payments.intents'];
    await sell(tender('qris', 10_000n));
    expect((await fingerprint(paying.owner))['payments.intents']).toBe(before);
  });
});
