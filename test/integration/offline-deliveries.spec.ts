import type { INestApplicationContext } from '@nestjs/common';
import fc from 'fast-check';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { OfflineShop } from '../support/offline-shop';
import { SalesApp, startSales } from '../support/sales-app';
import { Shop } from '../support/shop';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let other: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  other = await startSales(selling.databaseUrl);
});

afterEach(() => selling.expectSoundBooks());

afterAll(async () => {
  await other?.close();
  await selling?.close();
});

/** What a till may have done, in words that mean the same in every shop. */
const deeds = fc.array(
  fc.oneof(
    fc.record({
      did: fc.constant('sold' as const),
      sku: fc.constantFrom('BERAS', 'TERAKHIR', 'SABUN', 'KOPI', 'NOBODY'),
      quantity: fc.integer({ min: 1, max: 6 }),
      price: fc.option(fc.integer({ min: 0, max: 90_000 })),
      lost: fc.boolean(),
    }),
    fc.record({ did: fc.constantFrom('closed' as const, 'opened' as const, 'danced' as const) }),
  ),
  { minLength: 1, maxLength: 14 },
);

/** In which order and how often pieces of it are brought, after which all of it is brought once more. */
const deliveries = fc.array(
  fc.record({ from: fc.nat(13), length: fc.integer({ min: 1, max: 14 }), backwards: fc.boolean() }),
  {
    maxLength: 8,
  },
);

type Deed = typeof deeds extends fc.Arbitrary<(infer One)[]> ? One : never;

/** A shop whose till has done all that, and told nobody yet. */
async function live(done: readonly Deed[]): Promise<{ shop: Shop; offline: OfflineShop }> {
  const shop = await Shop.open(app, owner);
  const offline = await OfflineShop.enroll(shop, owner);
  let { shiftId } = shop;
  for (const deed of done) {
    if (deed.did === 'sold') {
      const unitPrice = deed.price === null ? {} : { unitPrice: deed.price };
      const payments = [{ method: 'cash', amount: 1_000_000 }];
      const items = [offline.item(deed.sku, { quantity: String(deed.quantity), ...unitPrice })];
      offline.till.do('sale', offline.sale({ items, payments, shiftId: deed.lost ? newId() : shiftId }));
    } else if (deed.did === 'closed') {
      offline.till.do('close-shift', { shiftId, countedCash: 300_000 });
    } else if (deed.did === 'opened') {
      shiftId = newId();
      offline.till.do('open-shift', { id: shiftId, outletId: shop.outletId, openingCash: 10_000 });
    } else {
      offline.till.do('dance', {});
    }
  }
  return { shop, offline };
}

/** The books of a shop, without what is its own: ids and instants. */
async function booksOf({ businessId }: Shop): Promise<unknown> {
  const ask = async (text: string) => (await owner.query(text, [businessId])).rows;
  return {
    sales: await ask(
      `select receipt_number, grand_total, rounding, change, s.drawer
         from sales.transactions t join sales.shifts s on s.business_id = t.business_id and s.id = t.shift_id
        where t.business_id = $1 order by 1`,
    ),
    shifts: await ask(
      `select drawer, state, t.expected_cash, counted_cash, sales_count, sales_total
         from sales.shifts s join sales.shift_totals t on t.business_id = s.business_id and t.shift_id = s.id
        where s.business_id = $1 order by s.opened_at, s.drawer, state, 3`,
    ),
    levels: await ask(
      `select o.code, i.name, quantity, value, oversold from inventory.stock_levels l
         join inventory.stock_items i on i.business_id = l.business_id and i.id = l.stock_item_id
         join identity.outlets o on o.business_id = l.business_id and o.id = l.outlet_id
        where l.business_id = $1 order by o.code, i.name`,
    ),
    accounts: await ask(
      `select a.code, sum(l.debit - l.credit) as balance from ledger.journal_lines l
         join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
        where l.business_id = $1 group by 1 order by 1`,
    ),
    told: await ask(
      `select o.sequence, o.kind, o.refusal->>'code' as refusal, array_agg(e.kind order by e.kind) as exceptions
         from sales.offline_operations o
         left join sales.sync_exceptions e on e.business_id = o.business_id and e.operation_id = o.id
        where o.business_id = $1 group by 1, 2, 3 order by 1`,
    ),
  };
}

it('However a history is delivered, the books are the same', async () => {
  await fc.assert(
    fc.asyncProperty(deeds, deliveries, async (done, pieces) => {
      const [straight, crooked] = [await live(done), await live(done)];
      await straight.offline.bring();
      const { operations } = crooked.offline.till;
      const brought = pieces.map(({ from, length, backwards }) => {
        const piece = operations.slice(from, from + length);
        return backwards ? piece.toReversed() : piece;
      });
      for (const [index, piece] of brought.entries()) {
        const next = brought[index + 1] ?? [];
        await Promise.all([crooked.offline.bring(piece), crooked.offline.bring(next, other)]);
      }
      const { appliedThrough } = await crooked.offline.bring();
      expect(appliedThrough).toBe(operations.length);
      expect(await booksOf(crooked.shop)).toEqual(await booksOf(straight.shop));
    }),
    { numRuns: 12 },
  );
}, 120_000);
