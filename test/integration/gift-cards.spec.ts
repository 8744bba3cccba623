import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { GiftCardsQuery } from '../../src/modules/customers/queries/gift-cards.query';
import { BlockGiftCardUseCase } from '../../src/modules/customers/use-cases/block-gift-card.use-case';
import { ChangeGiftCardTermsUseCase } from '../../src/modules/customers/use-cases/change-gift-card-terms.use-case';
import { ExpireGiftCardsUseCase } from '../../src/modules/customers/use-cases/expire-gift-cards.use-case';
import {
  type SellGiftCardCommand,
  SellGiftCardUseCase,
} from '../../src/modules/customers/use-cases/sell-gift-card.use-case';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import { giftCard, sellGiftCard } from '../support/gift-cards';
import { Database, writerOf } from '../../src/platform/database/database';
import { ReceiptQuery } from '../../src/modules/sales/queries/receipt.query';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
});

beforeEach(async () => {
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const rows = (table: string) => rowsOf(owner, shop.businessId, table);
const journal = async (entryId: string | null) => {
  const { rows: found } = await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, entryId]);
  return (found[0].lines as { code: string; debit: number; credit: number }[]).map((line) => [
    line.code,
    line.debit - line.credit,
  ]);
};
const expectRefusal = async (work: () => Promise<unknown>, refusal: object) => {
  const before = await fingerprint(owner);
  await expect(work()).rejects.toMatchObject(refusal);
  expect(await fingerprint(owner)).toEqual(before);
};
const sell = (command: Partial<SellGiftCardCommand> = {}) => sellGiftCard(app, shop, command);
const show = (code: string, of = shop) => app.get(GiftCardsQuery).find(of.actor(), code);
const changeTerms = (validMonths: number | null) =>
  app.get(ChangeGiftCardTermsUseCase).execute(shop.actor('owner'), { validMonths });
const block = (giftCardId: string, blocked: boolean, of = shop) =>
  app.get(BlockGiftCardUseCase).execute(of.actor('supervisor'), { giftCardId, blocked, reason: 'hilang' });
const expire = (limit?: number, key = newId() as string) =>
  app.get(ExpireGiftCardsUseCase).execute(shop.actor('accountant'), key, limit);

describe('A gift card', () => {
  it('is sold for cash, which goes into the drawer, and is owed until it is spent', async () => {
    const card = await sell({ method: 'cash' });
    expect(await journal(card.ledgerEntryId)).toEqual([
      ['1101', 100_000],
      ['2124', -100_000],
    ]);
    expect(await rows('sales.drawer_movements')).toContainEqual(
      expect.objectContaining({ id: card.saleId, kind: 'gift_card', amount: 100_000 }),
    );
    expect(await rows('sales.shift_totals')).toMatchObject([{ expected_cash: 300_000, sales_count: 0 }]);
    expect(await rows('outbox.events')).toContainEqual(
      expect.objectContaining({ type: 'customers.gift-card-sold', stream_id: shop.outletId }),
    );
  });

  it('is sold by card, and shows what is on it to whoever has its code', async () => {
    const card = await sell({ amount: 50_000n, reference: 'EDC 7' });
    expect((await journal(card.ledgerEntryId))[0]).toEqual(['1122', 50_000]);
    const shown = { giftCardId: card.giftCardId, balance: 50_000, expiresOn: null, blocked: false };
    expect(await show(card.code.toLowerCase())).toMatchObject(shown);
    expect(card.code.endsWith(card.ending)).toBe(true);
    const refusal = { kind: 'not-found', code: 'customers.gift-card-not-found' };
    await expect(show('kartu')).rejects.toMatchObject(refusal);
    await expect(show(card.code, await Shop.open(app, owner))).rejects.toMatchObject(refusal);
  });

  it('has a code that no row of the database holds, and that a repeated answer says again', async () => {
    const key = newId();
    const { outletId, shiftId } = shop;
    const command = { outletId, shiftId, amount: 100_000n, method: 'qris' as const, reference: null };
    const sold = await app.get(SellGiftCardUseCase).execute(shop.actor(), command, key);
    const before = await fingerprint(owner);
    const again = await app.get(SellGiftCardUseCase).execute(shop.actor(), command, key);
    expect(again).toEqual({ body: sold.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
    const tables = [
      'customers.gift_cards',
      'customers.gift_card_sales',
      'outbox.events',
      'platform.idempotency_records',
    ];
    const kept = JSON.stringify(await Promise.all(tables.map(rows)));
    expect(kept).toContain(sold.body.ending);
    expect(kept).not.toContain(sold.body.code);
    expect(kept).not.toContain(sold.body.code.replaceAll('-', ''));
  });

  it('is sold in the open shift of a drawer of the outlet', async () => {
    const elsewhere = await shop.openTill('UJI2');
    for (const method of ['cash', 'card'] as const) {
      await expectRefusal(() => sell({ method, shiftId: elsewhere }), { code: 'sales.shift-not-found' });
      await expectRefusal(() => sell({ method, outletId: newId() }), { code: 'identity.outlet-not-found' });
    }
    const command = { shiftId: shop.shiftId, countedCash: 200_000n };
    await app.get(CloseShiftUseCase).execute(shop.actor(), command, newId());
    for (const method of ['cash', 'card'] as const) {
      await expectRefusal(() => sell({ method }), { kind: 'conflict', code: 'sales.shift-not-open' });
    }
  });

  it('is listed, the newest first, page by page', async () => {
    const cards = [await sell(), await sell(), await sell()].map(({ giftCardId }) => giftCardId);
    await block(cards[0]!, true);
    const list = (filter: object) => app.get(GiftCardsQuery).list(shop.actor(), { limit: 2, ...filter });
    const idsOf = ({ data }: { data: { giftCardId: string }[] }) => data.map(({ giftCardId }) => giftCardId);
    const first = await list({});
    expect(idsOf(first)).toEqual([cards[2], cards[1]]);
    expect(idsOf(await list({ cursor: first.page.nextCursor! }))).toEqual([cards[0]]);
    expect(idsOf(await list({ blocked: true }))).toEqual([cards[0]]);
    await expect(list({ cursor: 'WyIxIl0' })).rejects.toMatchObject({ code: 'request.cursor-invalid' });
  });

  it('that was lost is blocked, once, and found again', async () => {
    const card = await sell();
    await block(card.giftCardId, true);
    expect(await show(card.code)).toMatchObject({ blocked: true, balance: 100_000 });
    const before = await fingerprint(owner);
    await block(card.giftCardId, true);
    expect(await fingerprint(owner)).toEqual(before);
    await block(card.giftCardId, false);
    expect(await show(card.code)).toMatchObject({ blocked: false });
    const stranger = await Shop.open(app, owner);
    const refusal = { kind: 'not-found', code: 'customers.gift-card-not-found' };
    await expectRefusal(() => block(card.giftCardId, true, stranger), refusal);
    await expectRefusal(() => block(newId(), true), refusal);
  });
});

describe('What is on a gift card', () => {
  const backdate = (card: string, expiresOn: string) =>
    owner.query('update customers.gift_cards set expires_on = $2 where id = $1', [card, expiresOn]);

  it('stays for ever where nothing else was agreed', async () => {
    const card = await sell();
    expect(card.expiresOn).toBeNull();
    const { body } = await expire();
    expect(body).toMatchObject({ giftCards: 0, amount: 0, hasMore: false, ledgerEntryId: null });
    expect(await show(card.code)).toMatchObject({ balance: 100_000 });
  });

  it('is good for as long as was agreed when it was sold', async () => {
    const events = async () =>
      (await rows('outbox.events')).filter(({ type }) => type === 'customers.gift-card-terms-changed');
    await changeTerms(12);
    await changeTerms(12);
    expect(await events()).toHaveLength(1);
    const card = await sell();
    await changeTerms(null);
    expect(card.expiresOn).toBe('2027-11-21');
    expect(await show(card.code)).toMatchObject({ expiresOn: '2027-11-21' });
    expect(await app.get(GiftCardsQuery).terms(shop.actor())).toEqual({ validMonths: null });
  });

  it('stands on the receipt as the sale left it, whatever is spent later', async () => {
    const { code, ending } = await sell();
    const { body } = await shop.sell({ payments: [giftCard(code, 78_225n)] });
    const receipt = () =>
      app.get(ReceiptQuery).print(shop.actor(), body.transactionId, { format: 'text', paper: 80, copy: false });
    const first = (await receipt()).toString();
    expect(first).toMatch(new RegExp(`Sisa kartu hadiah ${ending} +21.775`));
    await shop.sell({ payments: [giftCard(code, 21_775n), tender('qris', 56_450n)] });
    expect((await receipt()).toString()).toBe(first);
  });

  it('that a document took is put back by the one that annuls it', async () => {
    const cards = [await sell(), await sell({ amount: 50_000n })];
    const { body } = await shop.sell({
      payments: [giftCard(cards[0]!.code, 60_000n), giftCard(cards[1]!.code, 18_225n)],
    });
    const annulment = newId();
    const entry = JSON.stringify({
      ...{ id: newId(), effectiveDate: '2026-11-21', outletId: shop.outletId, sourceType: 'test', sourceId: annulment },
      ...{ description: 'Batal', recordedBy: shop.actor().employeeId },
      lines: [
        { role: 'SALES_RETURN', debit: 78_225, credit: 0 },
        { role: 'GIFT_CARD', debit: 0, credit: 78_225 },
      ],
    });
    const annul = () =>
      app.get(Database).change(writerOf(shop.actor()), async ({ businessId, prisma }) => {
        const [row] = await prisma.$queryRaw<[{ amount: bigint }]>`
          select customers.put_back_on_gift_cards(${businessId}::uuid, 'sale', ${body.transactionId}::uuid, 'test',
                                                  ${annulment}::uuid) as amount`;
        await prisma.$executeRaw`select ledger.post_entry(${businessId}::uuid, ${entry}::jsonb)`;
        return row.amount;
      });
    expect(await annul()).toBe(78_225n);
    const balances = await Promise.all(cards.map(async ({ code }) => (await show(code)).balance));
    expect(balances).toEqual([100_000, 50_000]);
    const before = await fingerprint(owner);
    await expect(annul()).rejects.toBeDefined();
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is income the day after its last day, once, and so many cards at a time', async () => {
    const cards = [await sell({ amount: 5_000n }), await sell({ amount: 3_000n }), await sell(), await sell()];
    await backdate(cards[0]!.giftCardId, '2026-11-19');
    await backdate(cards[1]!.giftCardId, '2026-11-20');
    await backdate(cards[2]!.giftCardId, '2026-11-21'); // today it is still taken
    const key = newId();
    const { body } = await expire(1, key);
    expect(body).toMatchObject({ giftCards: 1, amount: 5_000, hasMore: true });
    expect(await journal(body.ledgerEntryId)).toEqual([
      ['2124', 5_000],
      ['4201', -5_000],
    ]);
    expect(await expire(1, key)).toEqual({ body, replayed: true });
    const together = await Promise.all([expire(), expire(), expire()]);
    expect(together.map(({ body: { amount } }) => amount).toSorted()).toEqual([0, 0, 3_000]);
    const balances = await Promise.all(cards.map(async ({ code }) => (await show(code)).balance));
    expect(balances).toEqual([0, 0, 100_000, 100_000]);
  });
});
