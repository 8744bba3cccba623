import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { PreviewRefundUseCase } from '../../src/modules/sales/use-cases/preview-refund.use-case';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterAll(async () => {
  await selling.expectSoundBooks();
  await selling?.close();
});

it('A previewed refund says what would go back, on the shelf and in the books, asks nobody and writes nothing', async () => {
  const shop = await Shop.open(app, owner);
  const { body: sale } = await shop.sell({ items: [shop.line('2 SABUN')] });
  const item = { itemId: sale.items[0]!.itemId, quantity: 10_000n, restock: true };
  const before = await fingerprint(owner);
  const { transactionId } = sale;
  const command = {
    transactionId,
    shiftId: shop.shiftId,
    items: [item],
    method: 'cash',
    customerId: null,
    reason: 'x',
  } as const;
  const preview = await app.get(PreviewRefundUseCase).execute(shop.actor('cashier'), command);
  expect(await fingerprint(owner)).toEqual(before);

  const { body: refund } = await new Undoing(shop, owner).refund(sale, { items: ['1'], reason: 'x' });
  expect(preview).toMatchObject({
    dryRun: true,
    refundTotal: refund.refundTotal,
    receiptNumber: refund.receiptNumber,
    stockEffect: [{ stockItemId: shop.ids.product('SABUN'), quantityAfter: '49', cost: 6_001 }],
  });
  const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [
    shop.businessId,
    refund.ledgerEntryId,
  ]);
  expect(preview.journalPreview).toEqual(rows[0].lines);
});
