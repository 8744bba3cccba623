import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import { roundTripsOf } from '../support/round-trips';
import { giftCard, plantGiftCard } from '../support/gift-cards';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { type Shape, shapeOf } from '../support/same-shape';
import { Shop, type Writer, WRITERS } from '../support/shop';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shops: Record<Writer, Shop>;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shops = {
    atomic: await Shop.open(app, owner, { writer: 'atomic' }),
    standard: await Shop.open(app, owner, { writer: 'standard' }),
  };
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

/** A day in a shop, with a little of everything that a sale can be. */
async function liveADay(shop: Shop): Promise<void> {
  await allowToOwe(owner, shop, 150_000);
  await giveStoreCredit(shop, 50_000);
  const cash = (amount: bigint) => tender('cash', amount);
  await shop.sell({}, { key: 'rice' });
  await shop.sell({}, { key: 'rice' });
  const everything = {
    orderType: 'dine_in' as const,
    tableId: shop.ids.table('UJI1', 'A1'),
    customerId: shop.ids.customer('Sari'),
    items: [
      shop.line('2 KOPI', { modifiers: ['Susu oat', 'Extra shot'], notes: 'panas' }),
      shop.line('1 KAOS-L'),
      shop.line('3 SABUN'),
      shop.line('0.755 APEL'),
      shop.line('1 SABUN'),
    ],
    payments: [cash(200_000n), { method: 'qris' as const, amount: 75_000n, reference: 'Q-1' }, cash(50_000n)],
    notes: '“ulang tahun” \\ \n 🎂',
  };
  await shop.sell(everything, { key: 'everything' });
  await shop.sell(
    { payments: [tender('card', 24_500n), tender('bank_transfer', 50_000n), cash(10_000n)] },
    { key: 'tenders' },
  );
  await shop.sell({ payments: [tender('delivery_platform', 78_225n)] }, { key: 'platform' });
  await shop.sell(
    {
      items: [
        shop.line('2 SABUN', { discount: { off: { kind: 'fixed', amount: 1_000n }, reason: 'penyok' } }),
        shop.line('1 KOPI'),
      ],
      discount: { off: { kind: 'percentage', rateBps: 1_250 }, reason: null },
    },
    { key: 'discounts', as: shop.actor('manager') },
  );
  const choices = [shop.choose('Minum', 'KOPI', 'Extra shot'), shop.choose('Bawa pulang', 'SABUN')];
  await shop.sell({ items: [shop.line('2 PAKET', { choices })], payments: [cash(150_000n)] }, { key: 'combos' });
  await shop
    .sell(
      { items: [shop.line('3 APEL'), shop.line('22.5 APEL', { unitPrice: 1n })], payments: [cash(200_000n)] },
      { key: 'gone', as: shop.actor('manager') },
    )
    .catch(() => undefined);
  await shop.sell(
    { items: [shop.line('3.1 APEL'), shop.line('21.645 APEL')], payments: [cash(2_000_000n)] },
    { key: 'the last apple' },
  );
  await shop.sell(
    { items: [shop.line('1 KOPI', { unitPrice: 0n })], payments: [] },
    { key: 'a gift', as: shop.actor('manager') },
  );
  await shop.sell(
    { items: [shop.line('1 BERAS', { unitPrice: 0n })], payments: [] },
    { key: 'goods as a gift', as: shop.actor('owner') },
  );
  await shop.sell({ occurredAt: new Date('2026-10-31T16:59:59.999Z') }, { key: 'last month' });
  const customerId = shop.ids.customer('Sari');
  await shop.sell({ tip: 5_000n, payments: [tender('card', 83_225n)] }, { key: 'a tip' });
  const onAccount = { customerId, dueDate: '2026-12-21', payments: [cash(40_000n)] };
  await shop.sell(onAccount, { key: 'on account' });
  await shop.sell({ ...onAccount, payments: [] }, { key: 'all on account' });
  await shop.sell({ ...onAccount, payments: [] }, { key: 'beyond the limit' }).catch(() => undefined);
  const credit = [tender('store_credit', 30_000n), tender('qris', 48_225n)];
  await shop.sell({ customerId, payments: credit }, { key: 'store credit' });
  await plantGiftCard(shop, '0123456789ABCDEFGHJK', 50_000);
  const byGiftCard = [giftCard('01234-56789-ABCDE-FGHJK', 45_000n), tender('qris', 33_225n)];
  await shop.sell({ payments: byGiftCard }, { key: 'gift card' });
  const shiftId = await shop.openTill('UJI2', 'main');
  await shop.sell(
    { outletId: shop.ids.outlet('UJI2'), shiftId, items: [shop.line('1 KAOS-M')], payments: [cash(150_000n)] },
    { key: 'elsewhere' },
  );
  await app.get(CloseShiftUseCase).execute(shop.actor(), { shiftId, countedCash: 315_000n }, 'closing');
}

it('two businesses that live the same day have the same rows, whoever writes their sales', async () => {
  for (const writer of WRITERS) await liveADay(shops[writer]);
  await owner.query('update identity.tenant_config set use_atomic_function = true'); // now the only thing that differs
  const shapes = (rounds?: number) =>
    Promise.all(WRITERS.map((writer) => shapeOf(owner, shops[writer].businessId, rounds)));
  const [outline, otherOutline] = await shapes(0);
  expect(otherOutline).toEqual(outline);
  const [atomic, standard] = (await shapes()) as [Shape, Shape];
  expect(standard).toEqual(atomic);
  expect(Object.fromEntries(Object.entries(atomic).map(([table, rows]) => [table, rows.length]))).toMatchObject({
    'sales.transactions': 16,
    'sales.transaction_items': 23,
    'sales.item_modifiers': 3,
    'sales.item_combos': 2,
    'sales.item_discounts': 3,
    'sales.payments': 19,
    'sales.drawer_movements': 11,
    'sales.shift_totals': 2,
    'sales.shift_tenders': 8,
    'sales.receipt_counters': 3,
    'customers.store_credit_entries': 2,
    'customers.gift_card_entries': 2,
    'ledger.open_items': 2,
    'platform.idempotency_records': 19,
    'outbox.events': 19,
    'outbox.streams': 3,
  });

  await shops.atomic.sell({ notes: 'one more' });
  const { 'sales.transactions': more } = await shapeOf(owner, shops.atomic.businessId);
  expect(more).not.toEqual(standard['sales.transactions']);
});

it.each(WRITERS)('the %s writer makes as many round trips for 200 lines as for one', async (writer) => {
  const shop = shops[writer];
  const sell = (lines: number) => () =>
    shop.sell({
      items: Array.from({ length: lines }, (_, place) => shop.line(`1 RAK-${String(place % 40).padStart(2, '0')}`)),
      payments: [tender('cash', 5_000_000n)],
    });
  await sell(40)(); // the catalog and the flags are read once
  const one = await roundTripsOf(sell(1));
  const many = await roundTripsOf(sell(200));
  expect(many).toEqual(one);
  const ends = [one.at(0), one.at(-1), one.length];
  const call = 'select create_transaction_atomic($1::jsonb) as result';
  expect(ends).toEqual({ atomic: [call, call, 1], standard: ['BEGIN', 'COMMIT', 14] }[writer]);
});
