import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { PreviewExchangeUseCase } from '../../src/modules/sales/use-cases/preview-exchange.use-case';
import { shelf } from '../support/corner-shop';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
});

afterAll(async () => {
  await selling.expectSoundBooks();
  await selling?.close();
});

const linesOf = async (entryId: string | null) => {
  const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, entryId]);
  return rows[0].lines;
};

async function preview(taken: number, payments: ReturnType<typeof tender>[], role: 'cashier' | 'manager' = 'cashier') {
  const { body: sale } = await shop.sell({ items: [shop.line(`1 ${shelf(0)}`)] });
  const items = [{ itemId: sale.items[0]!.itemId, quantity: 10_000n, restock: true }];
  const instead = { items: [shop.line(`${taken} ${shelf(1)}`)], payments };
  const command = {
    ...({ transactionId: sale.transactionId, items, method: 'cash', reason: 'x' } as const),
    sale: shop.command(instead),
  };
  const before = await fingerprint(owner);
  const previewed = app.get(PreviewExchangeUseCase).execute(shop.actor(role), command);
  await previewed.catch(() => undefined);
  expect(await fingerprint(owner)).toEqual(before);
  return { sale, instead, preview: await previewed };
}

it('A previewed exchange says what it would do to shelves and books, asks nobody and writes nothing', async () => {
  const { sale, instead, preview: previewed } = await preview(3, [tender('cash', 50_000n)]);
  const { body } = await new Undoing(shop, owner).exchange(sale, instead);
  const { exchanged, givenBack } = body;
  expect(previewed).toMatchObject({
    ...{ dryRun: true, exchanged, givenBack, originalTransactionId: sale.transactionId },
    refund: {
      dryRun: true,
      receiptNumber: body.refund.receiptNumber,
      refundTotal: body.refund.refundTotal,
      stockEffect: [{ stockItemId: shop.ids.product(shelf(0)) }],
    },
    sale: {
      dryRun: true,
      receiptNumber: body.sale.receiptNumber,
      grandTotal: body.sale.grandTotal,
      change: body.sale.change,
      stockEffect: [{ stockItemId: shop.ids.product(shelf(1)) }],
    },
  });
  expect(previewed.refund.journalPreview).toEqual(await linesOf(body.refund.ledgerEntryId));
  expect(previewed.sale.journalPreview).toEqual(await linesOf(body.sale.ledgerEntryId));
});

it.each([
  [3, [tender('qris', 100n)], 'sales.payment-short'],
  [100_000, [tender('cash', 1_000_000_000n)], 'inventory.insufficient-stock'],
])('It is refused as the exchange would be: %s of it', async (taken, payments, code) => {
  await expect(preview(taken, payments)).rejects.toMatchObject({ code });
});
