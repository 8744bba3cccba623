import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ReceiptQuery } from '../../src/modules/sales/queries/receipt.query';
import { RecordReceiptCopyUseCase } from '../../src/modules/sales/use-cases/record-receipt-copy.use-case';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let sold: string;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
});
beforeEach(async () => {
  sold = (await shop.sell()).body.transactionId;
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const copy = (transactionId = sold, { key = newId() as string, as = shop.actor() } = {}) =>
  app.get(RecordReceiptCopyUseCase).execute(as, { transactionId }, key);
const printed = (isCopy: boolean) =>
  app.get(ReceiptQuery).print(shop.actor(), sold, { format: 'text', paper: 58, copy: isCopy });
const copies = () =>
  rowsOf(owner, shop.businessId, 'sales.receipt_copies').then((rows) =>
    rows.filter((row) => row.transaction_id === sold),
  );

describe('A copy of a receipt', () => {
  it('is a row that says who printed it, and marks what is printed from then on as a copy', async () => {
    const original = await printed(false);
    expect((await printed(true)).toString()).toContain('*** SALINAN / COPY ***');
    const { body } = await copy();
    const printedBy = shop.ids.employee('cashier@uji.test');
    expect(body).toMatchObject({ transactionId: sold, copyNumber: 1, printedBy });
    expect(await copies()).toMatchObject([{ number: 1, printed_by: printedBy }]);
    expect((await copy()).body.copyNumber).toBe(2);
    const marked = await printed(true);
    expect(marked.toString().match(/SALINAN \/ COPY KE-2/g)).toHaveLength(2);
    expect((await printed(true)).equals(marked)).toBe(true);
    expect((await printed(false)).equals(original)).toBe(true);
    expect(marked.toString().replaceAll(/ *\*\*\* .* \*\*\*\n/g, '')).toBe(original.toString());
  });

  it('is told to the stream of the outlet', async () => {
    const { body } = await copy();
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.receipt-copied',
        payload: {
          transactionId: sold,
          outletId: shop.outletId,
          receiptNumber: body.receiptNumber,
          copyNumber: 1,
        },
      }),
    );
  });

  it('is counted once under its key', async () => {
    const key = newId();
    const first = await copy(sold, { key });
    const before = await fingerprint(owner);
    expect(await copy(sold, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('has a number of its own, however many are printed at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => copy()));
    const numbers = answers.map(({ body }) => body.copyNumber).toSorted((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, place) => place + 1));
  });

  it.each([
    ['that does not exist', () => copy(newId())],
    ['of an outlet where the cashier does not work', () => copy(sold, { as: shop.actor('cashier', ['UJI2']) })],
  ])('is not of a sale %s', async (_, attempt) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ code: 'sales.transaction-not-found' });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
