import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import { Client } from 'pg';
import { formatQuantity, parseQuantity } from '../../src/kernel/quantity';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { tender } from '../support/sale-terms';
import { startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
import { Undoing } from '../support/undoing';

const RUNS = { numRuns: 15 };
const PLENTY = 50_000_000n;

const aLine = fc.oneof(
  fc.record({
    sku: fc.constantFrom('KOPI', 'SABUN', 'KAOS-L', 'BERAS', 'PAKET'),
    quantity: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ sku: fc.constant('APEL'), quantity: fc.integer({ min: 1, max: 999 }).map((grams) => grams / 1_000) }),
);
const aSale = fc.record({
  lines: fc.array(aLine, { minLength: 1, maxLength: 5 }),
  discountBps: fc.constantFrom(0, 0, 333, 1_250, 10_000),
  /** Tendered before the rest, which is paid in cash, or owed. */
  qris: fc.integer({ min: 0, max: 30_000 }),
  storeCredit: fc.integer({ min: 0, max: 20_000 }),
  owes: fc.boolean(),
});

type AnySale = typeof aSale extends fc.Arbitrary<infer Sale> ? Sale : never;

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

describe.each(WRITERS)('Any sale by the %s writer', (writer) => {
  let shop: Shop;
  let undoing: Undoing;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    undoing = new Undoing(shop, owner);
    await allowToOwe(owner, shop, 1_000_000_000);
    await giveStoreCredit(shop, 10_000_000);
  });

  afterEach(() => expectSoundBooks(database.ownerUrl));

  const chosenInCombo = () => [
    shop.choose('Minum', 'KOPI', 'Extra shot'),
    shop.choose('Bawa pulang', 'KAOS-L'),
    shop.choose('Bawa pulang', 'SABUN'),
  ];

  /** Null where the tenders do not fit: more than the total by something that gives no change. */
  async function sell({ lines, discountBps, qris, storeCredit, owes }: AnySale) {
    const others = [
      ...(qris > 0 ? [tender('qris', BigInt(qris))] : []),
      ...(storeCredit > 0 ? [tender('store_credit', BigInt(storeCredit))] : []),
    ];
    const command = {
      customerId: shop.ids.customer('Sari'),
      items: lines.map(({ sku, quantity }) =>
        shop.line(`${quantity} ${sku}`, { choices: sku === 'PAKET' ? chosenInCombo() : [] }),
      ),
      discount: discountBps ? { off: { kind: 'percentage', rateBps: discountBps } as const, reason: null } : null,
      payments: owes ? others : [...others, tender('cash', PLENTY)],
      dueDate: owes ? '2026-12-31' : null,
    };
    return shop.sell(command, { as: shop.actor('manager') }).then(
      ({ body }) => body,
      (error: { code: string }) => {
        expect(error.code).toBe('sales.change-beyond-cash');
        return null;
      },
    );
  }

  it('leaves nothing behind when it is voided', async () => {
    await fc.assert(
      fc.asyncProperty(aSale, async (wanted) => {
        const before = await undoing.standing();
        const sale = await sell(wanted);
        if (sale) await undoing.void(sale.transactionId);
        expect(await undoing.standing()).toEqual(before);
      }),
      RUNS,
    );
  });

  it('comes back in any pieces to what it came to, each amount of each item, and never to more', async () => {
    const pieces = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 3 });
    const method = fc.constantFrom('cash' as const, 'original' as const, 'store_credit' as const);
    await fc.assert(
      fc.asyncProperty(aSale, pieces, method, async (wanted, weights, how) => {
        const sale = await sell(wanted);
        if (!sale) return;
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        const back = sale.items.map(() => 0n);
        let refunded = 0;
        for (const [place, weight] of weights.entries()) {
          const isLast = place === weights.length - 1;
          const items = sale.items.map(({ quantity, uom }, line) => {
            const whole = parseQuantity(quantity)!;
            const unit = uom === 'kg' ? 10n : 10_000n;
            const share = isLast ? whole - back[line]! : ((whole * BigInt(weight)) / BigInt(total) / unit) * unit;
            back[line] = back[line]! + share;
            return share === 0n ? null : formatQuantity(share);
          });
          if (items.every((quantity) => quantity === null)) continue;
          refunded += (await undoing.refund(sale, { items, method: how })).body.refundTotal;
        }
        expect(refunded).toBeLessThanOrEqual(sale.grandTotal);
        const paidInCash = sale.payments.every((payment) => payment.method === 'cash');
        if (how !== 'cash' || paidInCash) expect(refunded).toBe(sale.grandTotal);
      }),
      RUNS,
    );
  });
});
