import { newId } from '../../src/kernel/ids';
import { PayingShop } from '../support/paying-shop';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';

let paying: PayingShop;

beforeAll(async () => {
  paying = await PayingShop.open();
});
afterEach(() => expectSoundBooks(paying.databaseUrl));
afterAll(() => paying?.close());

/** What the books say that the shop paid for a refund task. */
async function booked(refundId: string) {
  const { rows } = await paying.owner.query(
    `select a.system_role as role, l.debit::int, l.credit::int, e.effective_date::text as day
       from ledger.journal_entries e
       join ledger.journal_lines l on l.entry_id = e.id
       join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
      where e.source_type = 'refund-task' and e.source_id = $1
      order by l.line_number`,
    [refundId],
  );
  return rows;
}

const DAY = '2026-11-21';

it.each([
  ['bank', 'BANK'],
  ['safe', 'CASH_SAFE'],
] as const)(
  'A customer who was paid out of the %s is no task any more; the provider owes it the shop',
  async (from, role) => {
    const { intents, bank, shop } = paying;
    const { intentId, refundId } = await intents.dead();
    const { body } = await intents.close(refundId, from);
    expect(body).toMatchObject({
      ...{ refundId, state: 'closed', amount: 10_004 },
      closed: { paidFrom: from, reason: 'rekening pelanggan sudah tutup', closedBy: shop.actor('manager').employeeId },
    });
    expect(await booked(refundId)).toEqual([
      { role: 'QRIS_CLEARING', debit: 10_004, credit: 0, day: DAY },
      { role, debit: 0, credit: 10_004, day: DAY },
    ]);
    expect((await intents.told(intentId)).slice(-2)).toEqual(['refund-given-up', 'refund-closed']);
    await intents.callWhatIsDue();
    expect(bank.callsFor(refundId)).toEqual(['refund']);
  },
);

it('What the provider itself has given back is closed, and nothing is booked', async () => {
  const { refundId } = await paying.intents.dead();
  const { body } = await paying.intents.close(refundId, 'provider');
  expect(body.closed).toMatchObject({ paidFrom: 'provider', ledgerEntryId: null });
  expect(await booked(refundId)).toEqual([]);
});

it('It is closed by one of ten, and answered again under its key', async () => {
  const { intents, owner } = paying;
  const { refundId } = await intents.dead();
  const keys = Array.from({ length: 10 }, () => newId() as string);
  const all = await Promise.allSettled(keys.map((key) => intents.close(refundId, 'bank', { key })));
  const codes = all.map((one) => (one.status === 'fulfilled' ? 'closed' : one.reason.code));
  expect(codes.toSorted()).toEqual(['closed', ...Array(9).fill('payments.refund-task-not-dead')]);
  const before = await fingerprint(owner);
  const again = await intents.close(refundId, 'bank', { key: keys[codes.indexOf('closed')]! });
  expect(again).toMatchObject({ replayed: true, body: { state: 'closed' } });
  expect(await fingerprint(owner)).toEqual(before);
});

it('Of a retry and a closing at once one is done', async () => {
  const { intents } = paying;
  const { refundId } = await intents.dead();
  const both = await Promise.allSettled([intents.retry(refundId), intents.close(refundId)]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await intents.callWhatIsDue();
});

it.each<[string, string, () => Promise<unknown>]>([
  ['that does not exist', 'payments.refund-task-not-found', () => paying.intents.close(newId())],
  [
    'of an outlet where the manager does not work',
    'payments.refund-task-not-found',
    async () =>
      paying.intents.close((await paying.intents.dead()).refundId, 'bank', {
        as: paying.shop.actor('manager', ['UJI2']),
      }),
  ],
  [
    'that is due',
    'payments.refund-task-not-dead',
    async () => {
      const { refundId } = await paying.intents.dead();
      await paying.intents.retry(refundId);
      return paying.intents.close(refundId);
    },
  ],
  [
    'whose day is in a closed month',
    'ledger.period-closed',
    async () => {
      const { owner, intents } = paying;
      const { refundId } = await intents.dead();
      await owner.query(
        `insert into ledger.periods values ($1, '2026-11-01', 'closed')
         on conflict (business_id, starts_on) do update set state = 'closed'`,
        [paying.shop.businessId],
      );
      return intents.close(refundId).finally(() => owner.query(`update ledger.periods set state = 'open'`));
    },
  ],
])('One %s is not closed', async (_, code, attempt) => {
  await expect(attempt()).rejects.toMatchObject({ code });
});
