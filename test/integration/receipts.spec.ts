import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { ReceiptFormInput } from '../../src/modules/sales/http/receipt.schema';
import { ReceiptQuery } from '../../src/modules/sales/queries/receipt.query';
import { ReceiptVerificationQuery } from '../../src/modules/sales/queries/receipt-verification.query';
import { readReceiptToken, writeReceiptToken } from '../../src/modules/sales/queries/receipt-token';
import { ChangeReceiptSettingsUseCase } from '../../src/modules/sales/use-cases/change-receipt-settings.use-case';
import { PRINT_FORMATS } from '../../src/platform/printing/printing';
import { tender } from '../support/sale-terms';
import { SalesApp, startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let another: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  another = await startSales(selling.databaseUrl); // with a secret of its own
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(async () => {
  await another?.close();
  await selling?.close();
});

const FORM: ReceiptFormInput = { format: 'text', paper: 80, copy: false };
const printed = (id: string, form: Partial<ReceiptFormInput> = {}, as = shop.actor(), by = app) =>
  by.get(ReceiptQuery).print(as, id, { ...FORM, ...form });
const text = async (id: string) => (await printed(id)).toString();
const tokenOn = async (id: string) => /verify\/([\w-]{64})/.exec((await text(id)).replaceAll(/\n */g, ''))![1]!;
const say = (changes: { header?: string; footer?: string; language?: 'id' | 'en'; verificationUrl?: string }) =>
  app
    .get(ChangeReceiptSettingsUseCase)
    .execute(shop.actor('owner'), { outletId: shop.outletId, changes, expectedVersion: null });
const lunch = () =>
  shop.sell({
    items: [shop.line('2 KOPI', { modifiers: ['Susu oat'], notes: 'panas' }), shop.line('1 KAOS-L')],
    payments: [tender('cash', 300_000n)],
  });

describe('The receipt of a sale', () => {
  it('says what was sold, by whom, and what it came to', async () => {
    const { body } = await lunch();
    const receipt = await text(body.transactionId);
    const total = body.grandTotal.toString().replace(/(\d{3})$/, '.$1');
    for (const fact of [/Toko Uji/, /PT Toko Uji/, /Uji Satu/, /Kasir +Kasir/, /\+ Susu oat \(8\.000\)/, /\* panas/]) {
      expect(receipt).toMatch(fact);
    }
    expect(receipt).toMatch(new RegExp(`No\\. +${body.receiptNumber}`));
    expect(receipt).toMatch(/Tanggal +2026-11-21 10:15/);
    expect(receipt).toMatch(new RegExp(`TOTAL +Rp ${total.replace('.', '\\.')}`));
    expect(receipt).toMatch(/FAKTUR PAJAK \(DIGUNGGUNG\)/);
  });

  it.each(WRITERS)('is there whichever way the sale was written: %s', async (writer) => {
    const other = await Shop.open(app, owner, { writer });
    const { body } = await other.sell();
    expect((await printed(body.transactionId, {}, other.actor())).toString()).toContain(body.receiptNumber);
  });

  it.each(PRINT_FORMATS.flatMap((format) => ([58, 80] as const).map((paper) => [format, paper] as const)))(
    'is the same to the byte in another process, after everything was renamed: %s, %d mm',
    async (format, paper) => {
      const { body } = await lunch();
      const before = await printed(body.transactionId, { format, paper });
      await say({ header: `Baru ${newId()}`, footer: 'Lain', language: 'en', verificationUrl: 'https://lain.example' });
      await renameEverything();
      expect(before.length).toBeGreaterThan(500);
      expect((await printed(body.transactionId, { format, paper }, shop.actor(), another)).equals(before)).toBe(true);
      await say({ header: '', footer: '', language: 'id' });
    },
  );

  it('says from the next sale on what the outlet chose', async () => {
    const before = (await lunch()).body.transactionId;
    await say({ header: 'Selamat datang', footer: 'Sampai jumpa', language: 'en' });
    const after = (await lunch()).body.transactionId;
    expect(await text(after)).toMatch(/Selamat datang[^]*Cashier[^]*Sampai jumpa/);
    expect(await text(before)).not.toMatch(/Selamat datang|Cashier|Sampai jumpa/);
  });

  it.each([
    ['does not exist', () => newId(), () => shop.actor()],
    ['is of an outlet where the cashier does not work', null, () => shop.actor('cashier', ['UJI2'])],
  ])('is not found where the sale %s', async (_, id, as) => {
    const transactionId = id?.() ?? (await shop.sell()).body.transactionId;
    await expect(printed(transactionId, {}, as())).rejects.toMatchObject({ code: 'sales.transaction-not-found' });
  });
});

describe('Whoever holds a receipt', () => {
  const verify = (token: string, by = another) => by.get(ReceiptVerificationQuery).verify(token);

  it('learns number, day, outlet and total from its QR, and no more, whatever secret the process has', async () => {
    const { body } = await lunch();
    expect(await verify(await tokenOn(body.transactionId))).toEqual({
      receiptNumber: body.receiptNumber,
      businessDate: '2026-11-21',
      outlet: expect.any(String),
      status: 'completed',
      grandTotal: body.grandTotal,
    });
  });

  it('cannot make one up, nor carry it to another sale or business', async () => {
    const token = readReceiptToken(await tokenOn((await lunch()).body.transactionId))!;
    const other = (await lunch()).body.transactionId;
    const neighbour = await Shop.open(app, owner);
    const forged = [
      { ...token, secret: newId() },
      { ...token, transactionId: other },
      { ...token, transactionId: newId() },
      { ...token, businessId: neighbour.businessId },
      { ...token, businessId: newId() },
    ].map(writeReceiptToken);
    for (const one of [...forged, 'x'.repeat(64), '-'.repeat(64), 'x', '', `${forged[0]}=`]) {
      await expect(verify(one)).rejects.toMatchObject({ kind: 'not-found', code: 'sales.receipt-unknown' });
    }
  });
});

async function renameEverything(): Promise<void> {
  const name = newId();
  const { businessId } = shop;
  for (const renaming of [
    'update identity.businesses set name = $2, legal_name = $2, address = $2, tax_number = $2 where business_id = $1',
    'update identity.outlets set name = $2, address = $2 where business_id = $1',
    'update identity.employees set name = $2 where business_id = $1',
    'update catalog.products set name = $2 where business_id = $1',
    'update catalog.variants set name = $2 where business_id = $1',
    'update catalog.modifiers set name = left($2, 8) || id where business_id = $1',
  ]) {
    await owner.query(renaming, [businessId, name]);
  }
}
