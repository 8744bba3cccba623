import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { GiftCardReceiptQuery } from '../../src/modules/customers/queries/gift-card-receipt.query';
import { ChangeGiftCardTermsUseCase } from '../../src/modules/customers/use-cases/change-gift-card-terms.use-case';
import { PRINT_FORMATS, type PrintFormat } from '../../src/platform/printing/printing';
import { sellGiftCard } from '../support/gift-cards';
import { startSales } from '../support/sales-app';
import { Shop } from '../support/shop';
import { expectSoundBooks } from '../support/sound-books';
import { fingerprint } from '../support/tenant-tables';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

let database: TestDatabase;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  database = await createTestDatabase();
  owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  app = await startSales(database.ownerUrl);
  shop = await Shop.open(app, owner);
});

afterEach(() => expectSoundBooks(database.ownerUrl));

afterAll(async () => {
  await app?.close();
  await owner?.end();
});

const print = (saleId: string, format: PrintFormat = 'text', as = shop.actor()) =>
  app.get(GiftCardReceiptQuery).print(as, saleId, { format, paper: 80 });

it('The receipt of a gift card says what was paid for it and how long it is good, and not its code', async () => {
  await app.get(ChangeGiftCardTermsUseCase).execute(shop.actor('owner'), { validMonths: 12 });
  const card = await sellGiftCard(app, shop, { amount: 150_000n, method: 'card', reference: 'EDC 7' });
  const text = (await print(card.saleId)).toString();
  for (const said of [
    /^ *KARTU HADIAH *$/m,
    new RegExp(`^Kartu …${card.ending} +150\\.000$`, 'm'),
    /^TOTAL +Rp 150\.000$/m,
    /^Kartu +150\.000$/m,
    /^Referensi +EDC 7$/m,
    /^Berlaku sampai +2027-11-21$/m,
  ]) {
    expect(text).toMatch(said);
  }
  expect(text).not.toContain(card.code);
  expect(text).not.toContain(card.code.replaceAll('-', ''));
});

it('It is the same to the byte when the shop has another name, and writes nothing', async () => {
  const { saleId } = await sellGiftCard(app, shop, { method: 'cash' });
  const all = () => Promise.all(PRINT_FORMATS.map((format) => print(saleId, format)));
  const first = await all();
  expect(first[1]!.toString()).toContain(shop.plan.name);
  await owner.query(`update identity.businesses set name = 'Lain' where business_id = $1`, [shop.businessId]);
  await owner.query(`update identity.outlets set name = 'Lain' where business_id = $1`, [shop.businessId]);
  await owner.query(`update identity.employees set name = 'Lain' where business_id = $1`, [shop.businessId]);
  const before = await fingerprint(owner);
  expect(await all()).toEqual(first);
  expect(await fingerprint(owner)).toEqual(before);
});

it('It is printed for whoever works where the card was sold', async () => {
  const { saleId } = await sellGiftCard(app, shop);
  const refusal = { kind: 'not-found', code: 'customers.gift-card-sale-not-found' };
  await expect(print(saleId, 'text', shop.actor('cashier', ['UJI2']))).rejects.toMatchObject(refusal);
  await expect(print(newId())).rejects.toMatchObject(refusal);
  const stranger = await Shop.open(app, owner);
  await expect(print(saleId, 'text', stranger.actor())).rejects.toMatchObject(refusal);
});
