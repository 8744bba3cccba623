import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { PreviewTransactionUseCase } from '../../src/modules/sales/use-cases/preview-transaction.use-case';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('A rehearsal of a sale by the %s writer', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  const preview = (command: Partial<CreateTransactionCommand>) =>
    app.get(PreviewTransactionUseCase).execute(shop.actor(), shop.command(command));

  const cart = (): Partial<CreateTransactionCommand> => ({
    items: [
      shop.line('2 KOPI', { modifiers: ['Susu oat'] }),
      shop.line('3 SABUN'),
      shop.line('1.5 APEL'),
      shop.line('1 SABUN'),
    ],
    payments: [tender('cash', 200_000n), tender('qris', 40_000n)],
    customerId: shop.ids.customer('Sari'),
  });

  it('writes nothing', async () => {
    const before = await fingerprint(owner);
    await preview(cart());
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('shows what the sale then does: its answer, its stock and its journal', async () => {
    const { dryRun, stockEffect, journalPreview, ...shown } = await preview(cart());
    const { body } = await shop.sell(cart());
    expect(dryRun).toBe(true);
    expect(withoutIds(shown)).toEqual(withoutIds(body));

    const { rows: moved } = await owner.query(
      `select i.line_number as line, m.stock_item_id as "stockItemId", trim_scale(m.quantity_after)::text as "quantityAfter",
              (-m.value)::int as cost
         from inventory.stock_movements m
         join sales.transaction_items i on i.business_id = m.business_id and i.id = m.source_line_id
        where m.business_id = $1 and m.source_id = $2
        order by 1`,
      [shop.businessId, body.transactionId],
    );
    const lineOf = new Map(shown.items.map(({ itemId, lineNumber }) => [itemId, lineNumber]));
    expect(
      stockEffect
        .map(({ itemId, ...effect }) => ({ line: lineOf.get(itemId), ...effect }))
        .toSorted((a, b) => a.line! - b.line!),
    ).toEqual(moved);

    const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [
      shop.businessId,
      body.ledgerEntryId,
    ]);
    expect(journalPreview).toEqual(rows[0].lines);
  });

  it('tells how much is left on the shelf', async () => {
    const { stockEffect } = await preview({
      items: [shop.line('2.25 APEL'), shop.line('40 RAK-00')],
      payments: [tender('cash', 500_000n)],
    });
    expect(stockEffect.map(({ quantityAfter, cost }) => [quantityAfter, cost]).toSorted()).toEqual([
      ['21.75', 54_000],
      ['960', 120_000],
    ]);
  });

  it('is refused as the sale would be, and leaves every table as it was', async () => {
    const before = await fingerprint(owner);
    const refusals: [string, Partial<CreateTransactionCommand>][] = [
      ['sales.payment-short', { payments: [] }],
      ['inventory.insufficient-stock', { items: [shop.line('101 BERAS')], payments: [tender('cash', 10_000_000n)] }],
      ['customers.customer-not-found', { customerId: shop.businessId }],
      ['dining.table-not-found', { tableId: shop.ids.table('UJI2', 'A1') }],
      ['sales.shift-not-found', { shiftId: shop.businessId }],
      ['identity.outlet-not-found', { outletId: shop.businessId }],
    ];
    for (const [code, command] of refusals) await expect(preview(command)).rejects.toMatchObject({ code });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('sees the catalog as it is now', async () => {
    await preview({});
    await owner.query(`update catalog.products set price = 80000 where business_id = $1 and sku = 'BERAS'`, [
      shop.businessId,
    ]);
    expect(await preview({})).toMatchObject({ subtotal: 80_000 });
  });
});

/** Each writing has ids of its own. */
function withoutIds(body: object): unknown {
  return JSON.parse(
    JSON.stringify(body, (key, value: unknown) =>
      /^(transaction|item|payment|ledgerEntry)Id$/.test(key) ? 'id' : value,
    ),
  );
}
