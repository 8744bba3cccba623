import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import { Client } from 'pg';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import type { Tender } from '../../src/modules/sales/domain/cart';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { giftCard, plantGiftCard } from '../support/gift-cards';
import { givePoints, runLoyalty } from '../support/loyalty';
import { tender } from '../support/sale-terms';
import { startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { rowsOf } from '../support/tenant-tables';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const CODE = '0123456789ABCDEFGHJK';
const LIMIT = 150_000n;

let database: TestDatabase;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  app = await startSales(database.ownerUrl);
});

afterAll(async () => {
  await app?.close();
  await owner?.end();
});

/** How one bill is divided: parts of it per mille, one after the other of what is left; the rest as `rest` says. */
const division = fc.record({
  points: fc.bigInt({ min: 0n, max: 60n }),
  storeCredit: fc.bigInt({ min: 0n, max: 700n }),
  giftCard: fc.bigInt({ min: 0n, max: 700n }),
  card: fc.bigInt({ min: 0n, max: 700n }),
  rest: fc.constantFrom('cash', 'qris', 'account'),
  more: fc.bigInt({ min: 0n, max: 60_000n }),
  tip: fc.bigInt({ min: 0n, max: 20_000n }),
});

type Division = typeof division extends fc.Arbitrary<infer Value> ? Value : never;

/** What there is of everything, as the sales that were taken must have left it. */
interface Purse {
  storeCredit: bigint;
  giftCard: bigint;
  points: bigint;
  owed: bigint;
  drawer: bigint;
}

async function payOne(shop: Shop, purse: Purse, asked: Division): Promise<void> {
  const customerId = shop.ids.customer('Sari');
  const { points } = asked;
  const tip = asked.rest === 'account' ? 0n : asked.tip;
  const { payments: _, shiftId: __, ...cart } = shop.command({ customerId, points, items: [shop.line('1 BERAS')] });
  const { total } = await app.get(CalculateCartUseCase).execute(shop.actor(), cart);

  let left = BigInt(total) + tip;
  const take = (perMille: bigint) => {
    const part = (left * perMille) / 1_000n;
    left -= part;
    return part;
  };
  const [storeCredit, gift, card] = [take(asked.storeCredit), take(asked.giftCard), take(asked.card)];
  const parts = [tender('store_credit', storeCredit), giftCard(CODE, gift), tender('card', card)];
  const payments: Tender[] = parts.filter(({ amount }) => amount > 0n);
  if (asked.rest === 'cash') payments.push(tender('cash', left + 100n + asked.more));
  if (asked.rest === 'qris' && left > 0n) payments.push(tender('qris', left));
  const onAccount = asked.rest === 'account' ? left : 0n;
  const dueDate = asked.rest === 'account' ? '2026-12-21' : null;

  const refusal = refusalOf(purse, { storeCredit, gift, points, onAccount });
  const sale = shop.sell({ customerId, points, tip, payments, dueDate, items: [shop.line('1 BERAS')] });
  if (refusal) {
    await expect(sale).rejects.toMatchObject({ code: refusal });
    return;
  }
  const { body } = await sale;
  expect(BigInt(body.paid - body.change + body.onAccount)).toBe(BigInt(body.grandTotal) + tip);
  expect(BigInt(body.onAccount)).toBe(onAccount);
  purse.storeCredit -= storeCredit;
  purse.giftCard -= gift;
  purse.points -= points;
  purse.owed += onAccount;
  for (const { method, amount, change } of body.payments)
    if (method === 'cash') purse.drawer += BigInt(amount - change);
}

/** In the order in which what there is, is looked at. */
function refusalOf(
  purse: Purse,
  asked: { storeCredit: bigint; gift: bigint; points: bigint; onAccount: bigint },
): string | null {
  if (asked.storeCredit > purse.storeCredit) return 'customers.store-credit-short';
  if (asked.gift > purse.giftCard) return 'customers.gift-card-short';
  if (asked.points > purse.points) return 'customers.points-short';
  return asked.onAccount > 0n && purse.owed + asked.onAccount > LIMIT ? 'customers.credit-limit-exceeded' : null;
}

it.each(WRITERS)(
  'any bills, however they are divided, are settled to the rupiah by the %s writer, and leave no purse below nothing',
  async (writer) => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(division, { minLength: 4, maxLength: 12 }), async (divisions) => {
        const shop = await Shop.open(app, owner, { writer });
        await runLoyalty(owner, shop, 100);
        await givePoints(owner, shop, 150);
        await giveStoreCredit(shop, 90_000);
        await plantGiftCard(shop, CODE, 80_000);
        await allowToOwe(owner, shop, Number(LIMIT));
        const purse = { storeCredit: 90_000n, giftCard: 80_000n, points: 150n, owed: 0n, drawer: 200_000n };
        for (const asked of divisions) await payOne(shop, purse, asked);

        const rows = (table: string) => rowsOf(owner, shop.businessId, table);
        const [credit] = await rows('customers.store_credits');
        const [card] = await rows('customers.gift_cards');
        const [totals] = await rows('sales.shift_totals');
        const items = await rows('ledger.open_items');
        const customers = await rows('customers.customers');
        const sari = customers.find(({ id }) => id === shop.ids.customer('Sari'));
        const owed = items.reduce((sum, { amount }) => sum + Number(amount), 0);
        expect({
          ...{ storeCredit: credit!.balance, giftCard: card!.balance, points: sari!.points, owed },
          drawer: totals!.expected_cash,
        }).toEqual(Object.fromEntries(Object.entries(purse).map(([what, amount]) => [what, Number(amount)])));
        taken += (await rows('sales.transactions')).length;
      }),
      { numRuns: 6 },
    );
    expect(taken).toBeGreaterThan(12);
    await expectSoundBooks(database.ownerUrl);
  },
);
