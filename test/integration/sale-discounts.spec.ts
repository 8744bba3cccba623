import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { SalesApp } from '../support/sales-app';
import { tender } from '../support/sale-terms';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterAll(() => selling?.close());

const percent = (rateBps: number) => ({ off: { kind: 'percentage' as const, rateBps }, reason: null });
const rupiah = (amount: bigint, reason: string | null = null) => ({ off: { kind: 'fixed' as const, amount }, reason });

describe.each(WRITERS)('A discount by hand, by the %s writer', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  afterEach(() => selling.expectSoundBooks());

  const rows = (table: string) => rowsOf(owner, shop.businessId, table);

  it('is kept with its reason on each line, and told', async () => {
    // Soap 22.200 less 2.200: 20.000; coffee 25.000; 10 % of 45.000: 2.000 and 2.500. Paid: 18.000 and 22.500.
    const { body } = await shop.sell(
      {
        items: [shop.line('2 SABUN', { discount: rupiah(2_200n, 'penyok') }), shop.line('1 KOPI')],
        discount: percent(1_000),
      },
      { as: shop.actor('manager') },
    );
    const reasons = [
      { scope: 'line', source: 'manual', sourceId: null, name: 'penyok', amount: 2_200 },
      { scope: 'order', source: 'manual', sourceId: null, name: 'Diskon', amount: 2_000 },
      { scope: 'order', source: 'manual', sourceId: null, name: 'Diskon', amount: 2_500 },
    ];
    // Before tax the soap is 16.216 (18.000 less 1.784), what came off it 3.784 (4.200 less 416).
    expect(body).toMatchObject({ subtotal: 45_000, discountAmount: 6_284, items: [{ subtotal: 20_000 }, {}] });
    expect(body.items.flatMap(({ discounts }) => discounts)).toEqual(reasons);
    const [entry] = (
      await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, body.ledgerEntryId])
    ).rows;
    expect(entry.lines).toContainEqual(expect.objectContaining({ code: '4191', debit: 6_284, credit: 0 }));

    expect(await rows('sales.transactions')).toMatchObject([{ subtotal: 45_000, discount_amount: 6_284 }]);
    const kept = (await rows('sales.item_discounts')).map(({ name, amount, before_tax }) => [name, amount, before_tax]);
    expect(kept.toSorted()).toEqual([
      ['Diskon', 2_000, 1_802],
      ['Diskon', 2_500, 2_500],
      ['penyok', 2_200, 1_982],
    ]);
    expect(await rows('sales.shift_totals')).toMatchObject([{ discount_total: 6_284 }]);
    const told = (await rows('outbox.events')).find(({ type }) => type === 'sales.transaction-created');
    expect(told).toMatchObject({
      actor: { role: 'manager' },
      payload: { discountAmount: 6_284, items: [{ discounts: reasons.slice(0, 2) }, { discounts: reasons.slice(2) }] },
    });
  });

  it('of the whole price leaves nothing to pay', async () => {
    const items = [shop.line('1 KOPI', { discount: percent(10_000) })];
    const { body } = await shop.sell({ items, payments: [] }, { as: shop.actor('owner') });
    expect(body).toMatchObject({ subtotal: 25_000, discountAmount: 25_000, taxAmount: 0, grandTotal: 0 });
  });

  it.each<[string, string, () => Partial<CreateTransactionCommand>, 'cashier' | 'manager']>([
    ['a cashier', 'sales.discount-forbidden', () => ({ discount: percent(100) }), 'cashier'],
    [
      'a cashier on a line',
      'sales.discount-forbidden',
      () => ({ items: [shop.line('1 BERAS', { discount: rupiah(1n) })] }),
      'cashier',
    ],
    ['more than there is', 'sales.discount-too-large', () => ({ discount: rupiah(74_501n) }), 'manager'],
    [
      'more than the line costs',
      'sales.discount-too-large',
      () => ({ items: [shop.line('1 BERAS', { discount: rupiah(74_501n) })] }),
      'manager',
    ],
  ])('of %s is refused with %s, and nothing is written', async (_, code, command, role) => {
    const before = await fingerprint(owner);
    const attempt = shop.sell({ payments: [tender('cash', 200_000n)], ...command() }, { as: shop.actor(role) });
    await expect(attempt).rejects.toMatchObject({ code });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
