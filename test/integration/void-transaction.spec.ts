import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ShiftReportsQuery } from '../../src/modules/sales/queries/shift-reports.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { Drawers } from '../support/drawers';
import { giftCard, sellGiftCard } from '../support/gift-cards';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterAll(() => selling?.close());

describe.each(WRITERS)('A sale by the %s writer that is voided', (writer) => {
  let shop: Shop;
  let undoing: Undoing;
  let sari: string;
  let card: string;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    undoing = new Undoing(shop, owner);
    sari = shop.ids.customer('Sari');
    await undoing.givePin();
    await allowToOwe(owner, shop, 10_000_000);
    await giveStoreCredit(shop, 50_000);
    ({ code: card } = await sellGiftCard(app, shop));
  });

  afterEach(() => selling.expectSoundBooks());

  const everything = () =>
    shop.sell({
      customerId: sari,
      items: [
        shop.line('2 KOPI', { modifiers: ['Extra shot'] }),
        shop.line('1 KAOS-L'),
        shop.line('1 SABUN'),
        shop.line('0.755 APEL'),
        shop.line('2 SABUN'),
      ],
      payments: [
        tender('cash', 200_000n),
        tender('qris', 40_000n),
        giftCard(card, 10_000n),
        tender('store_credit', 50_000n),
      ],
    });

  it('leaves everything as it was: shelves, drawer, balances and accounts', async () => {
    const before = await undoing.standing();
    const { body: sale } = await everything();
    expect(await undoing.standing()).not.toEqual(before);
    const { body } = await undoing.void(sale.transactionId, { reason: 'meja salah' });
    expect(body).toEqual({
      transactionId: sale.transactionId,
      receiptNumber: sale.receiptNumber,
      outletId: shop.outletId,
      shiftId: shop.shiftId,
      status: 'voided',
      grandTotal: sale.grandTotal,
      reason: 'meja salah',
      voidedBy: shop.actor('manager').employeeId,
      approvedBy: shop.actor('manager').employeeId,
      voidedAt: '2026-11-21T03:15:00.000Z',
      ledgerEntryId: expect.any(String),
    });
    expect(await undoing.standing()).toEqual(before);
  });

  it('has the mirror of its entry, which says what it reverses', async () => {
    const { body: sale } = await everythingInCash();
    const { body } = await undoing.void(sale.transactionId);
    const entries = await rowsOf(owner, shop.businessId, 'ledger.journal_entries');
    expect(entries.find(({ id }) => id === body.ledgerEntryId)).toMatchObject({
      reverses_entry_id: sale.ledgerEntryId,
      source_type: 'void',
      source_id: sale.transactionId,
      effective_date: sale.businessDate,
    });
    const linesOf = async (entryId: string | null) =>
      (await rowsOf(owner, shop.businessId, 'ledger.journal_lines')).filter(({ entry_id }) => entry_id === entryId);
    const sides = (lines: Awaited<ReturnType<typeof linesOf>>, ...order: string[]) =>
      lines.map((line) => [line.account_id, ...order.map((side) => line[side])]).toSorted();
    expect(sides(await linesOf(body.ledgerEntryId), 'credit', 'debit')).toEqual(
      sides(await linesOf(sale.ledgerEntryId), 'debit', 'credit'),
    );
  });

  const everythingInCash = () =>
    shop.sell({ items: [shop.line('1 BERAS'), shop.line('1 KOPI')], payments: [tender('cash', 150_000n)] });

  it('is told once, with what goes back tender by tender', async () => {
    const { body: sale } = await everythingInCash();
    await undoing.void(sale.transactionId, { reason: 'batal' });
    const { rows } = await owner.query(
      `select payload from outbox.events where type = 'sales.transaction-voided' and payload->>'transactionId' = $1`,
      [sale.transactionId],
    );
    expect(rows).toEqual([
      {
        payload: expect.objectContaining({
          grandTotal: sale.grandTotal,
          reason: 'batal',
          payments: [{ paymentId: sale.payments[0]!.paymentId, method: 'cash', amount: sale.grandTotal }],
        }),
      },
    ]);
  });

  it('is not among the sales of its shift, and is counted as voided', async () => {
    const shiftId = await shop.openTill('UJI1', 'of voids');
    const sell = () => shop.sell({ shiftId, items: [shop.line('1 KOPI')], payments: [tender('cash', 50_000n)] });
    const [kept, voided] = [(await sell()).body, (await sell()).body];
    await undoing.void(voided.transactionId);
    const report = {
      salesCount: 1,
      salesTotal: kept.grandTotal,
      voidsCount: 1,
      voidsTotal: voided.grandTotal,
      tenders: [{ method: 'cash', count: 1, amount: kept.grandTotal, refundsCount: 0, refundsAmount: 0 }],
      movements: [{ kind: 'float', count: 1, amount: 200_000 }],
      expectedCash: 200_000 + kept.grandTotal,
    };
    expect(await app.get(ShiftReportsQuery).x(shop.actor('manager'), shiftId)).toMatchObject(report);
    const drawers = new Drawers(shop, owner);
    await drawers.close({ shiftId, countedCash: BigInt(report.expectedCash) });
    expect(await app.get(ShiftReportsQuery).z(shop.actor(), shiftId)).toMatchObject({ ...report, over: 0, short: 0 });
  });

  it('is shown as voided, alone and in the list', async () => {
    const { body: sale } = await everythingInCash();
    expect(sale).toMatchObject({ type: 'sale', status: 'completed', void: null });
    const { body } = await undoing.void(sale.transactionId);
    const query = app.get(TransactionsQuery);
    const { reason, voidedBy, approvedBy, voidedAt, ledgerEntryId } = body;
    expect(await query.get(shop.actor(), sale.transactionId)).toEqual({
      ...{ ...sale, status: 'voided' },
      void: { reason, voidedBy, approvedBy, voidedAt, ledgerEntryId },
    });
    const { data } = await query.list(shop.actor(), { outletId: shop.outletId, limit: 1, cursor: undefined });
    expect(data).toMatchObject([{ transactionId: sale.transactionId, status: 'voided' }]);
  });

  it('was of nothing, and has nothing to mirror', async () => {
    const before = await undoing.standing();
    const free = shop.line('1 KOPI', { unitPrice: 0n });
    const { body: sale } = await shop.sell({ items: [free], payments: [] }, { as: shop.actor('manager') });
    expect(sale.ledgerEntryId).toBeNull();
    expect((await undoing.void(sale.transactionId)).body.ledgerEntryId).toBeNull();
    expect(await undoing.standing()).toEqual(before);
  });

  it('had left a debt that is owed no more', async () => {
    const before = await undoing.standing();
    const owed = { customerId: sari, items: [shop.line('1 BERAS')], payments: [], dueDate: '2026-12-21' };
    const { body: sale } = await shop.sell(owed);
    await undoing.void(sale.transactionId);
    expect(await undoing.standing()).toEqual(before);
  });

  it('by a cashier is answered for by the one who approved, once', async () => {
    const { body: sale } = await everythingInCash();
    const as = shop.actor('cashier');
    await expect(undoing.void(sale.transactionId, { as })).rejects.toMatchObject({
      code: 'auth.approval-required',
      details: { permission: 'sale.void' },
    });
    const approval = await undoing.approve('sale.void', sale.transactionId);
    const { body } = await undoing.void(sale.transactionId, { as, approval });
    expect(body).toMatchObject({ voidedBy: as.employeeId, approvedBy: shop.actor('manager').employeeId });
    const { body: other } = await everythingInCash();
    await expect(undoing.void(other.transactionId, { as, approval })).rejects.toMatchObject({
      code: 'identity.approval-invalid',
    });
  });

  it('is answered again under its key', async () => {
    const key = newId();
    const { body: sale } = await everythingInCash();
    const first = await undoing.void(sale.transactionId, { key });
    const before = await fingerprint(owner);
    expect(await undoing.void(sale.transactionId, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
