import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { Clock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ReceivablesQuery } from '../../src/modules/ledger/queries/receivables.query';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import {
  type ReceivePaymentCommand,
  ReceivePaymentUseCase,
} from '../../src/modules/sales/use-cases/receive-payment.use-case';
import { Database } from '../../src/platform/database/database';
import { allowToOwe } from '../support/customer-credit';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let sale: string;
let receivableId: string;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
});

/** 78.225 on account, due on 21 December. */
beforeEach(async () => {
  shop = await Shop.open(app, owner);
  await allowToOwe(owner, shop, 1_000_000);
  sale = await sellOnAccount();
  const [item] = await rowsOf(owner, shop.businessId, 'ledger.open_items');
  receivableId = item!.id as string;
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

async function sellOnAccount(dueDate = '2026-12-21'): Promise<string> {
  const { body } = await shop.sell({ customerId: shop.ids.customer('Sari'), payments: [], dueDate });
  return body.transactionId;
}

const receive = (command: Partial<ReceivePaymentCommand> = {}, { key = newId() as string, as = shop.actor() } = {}) =>
  app
    .get(ReceivePaymentUseCase)
    .execute(
      as,
      { receivableId, amount: 78_225n, method: 'bank_transfer', shiftId: null, reference: null, ...command },
      key,
    );

const statusOfSale = async () => (await app.get(TransactionsQuery).get(shop.actor(), sale)).paymentStatus;
const expectRefusal = async (command: Partial<ReceivePaymentCommand>, refusal: object, as = shop.actor()) => {
  const before = await fingerprint(owner);
  await expect(receive(command, { as })).rejects.toMatchObject(refusal);
  expect(await fingerprint(owner)).toEqual(before);
};

describe('What is owed is paid', () => {
  it('in full, and posted as fixture J10 is', async () => {
    const { body } = await receive({ reference: 'BCA 1' });
    expect(body).toMatchObject({ receivableId, amount: 78_225, open: 0, businessDate: '2026-11-21' });
    const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [
      shop.businessId,
      body.ledgerEntryId,
    ]);
    expect(rows[0].lines).toMatchObject([
      { code: '1111', debit: 78_225 },
      { code: '1131', credit: 78_225 },
    ]);
    expect(await statusOfSale()).toBe('paid');
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({ type: 'sales.receivable-paid', stream_id: shop.outletId }),
    );
  });

  it('in parts, the last of them in cash, which goes into the drawer', async () => {
    expect((await receive({ amount: 8_225n })).body.open).toBe(70_000);
    expect(await statusOfSale()).toBe('partial');
    const { body } = await receive({ amount: 70_000n, method: 'cash', shiftId: shop.shiftId });
    expect(body.open).toBe(0);
    expect(await rowsOf(owner, shop.businessId, 'sales.drawer_movements')).toContainEqual(
      expect.objectContaining({ id: body.receiptId, kind: 'receivable', amount: 70_000 }),
    );
    expect(await rowsOf(owner, shop.businessId, 'sales.shift_totals')).toMatchObject([{ expected_cash: 270_000 }]);
  });

  it('once under one key', async () => {
    const key = newId();
    const first = await receive({}, { key });
    const before = await fingerprint(owner);
    expect(await receive({}, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('and leaves room for new debts', async () => {
    await allowToOwe(owner, shop, 78_225);
    await expect(sellOnAccount()).rejects.toMatchObject({ code: 'customers.credit-limit-exceeded' });
    await receive();
    await sellOnAccount();
  });

  it('never beyond what is open, also when fifty pay at once', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, place) =>
        receive({ amount: 7_000n, ...(place % 2 === 0 && { method: 'cash', shiftId: shop.shiftId }) }),
      ),
    );
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(39).fill('ledger.open-item-exceeded'));
    expect(await rowsOf(owner, shop.businessId, 'ledger.open_items')).toMatchObject([{ settled: 77_000 }]);
  });
});

describe('A payment is refused', () => {
  it('by one rupiah more than is open', async () => {
    await expectRefusal({ amount: 78_226n }, { kind: 'conflict', code: 'ledger.open-item-exceeded' });
  });

  it('for what nobody owes here', async () => {
    const refusal = { kind: 'not-found', code: 'ledger.receivable-not-found' };
    await expectRefusal({ receivableId: newId() }, refusal);
    await expectRefusal({}, refusal, shop.actor('cashier', ['UJI2']));
    const neighbour = await Shop.open(app, owner);
    await expectRefusal({}, refusal, neighbour.actor());
  });

  it('in cash without the open shift of a drawer of the outlet', async () => {
    const cash = { method: 'cash' as const };
    await expectRefusal(cash, { kind: 'invalid', code: 'sales.shift-required' });
    const elsewhere = await shop.openTill('UJI2');
    await expectRefusal({ ...cash, shiftId: elsewhere }, { kind: 'not-found', code: 'sales.shift-not-found' });
    const command = { shiftId: shop.shiftId, countedCash: 200_000n };
    await app.get(CloseShiftUseCase).execute(shop.actor(), command, newId());
    await expectRefusal({ ...cash, shiftId: shop.shiftId }, { kind: 'conflict', code: 'sales.shift-not-open' });
  });
});

describe('What is owed is listed', () => {
  const list = (filter: object) =>
    new ReceivablesQuery(app.get(Database), app.get(Clock)).list(shop.actor(), { limit: 50, ...filter });

  it('the longest due first, with the days that it is overdue', async () => {
    await sellOnAccount('2026-11-21');
    await receive({ amount: 225n });
    const { data } = await list({ asOf: '2026-12-01' });
    expect(data.map(({ dueDate, open, daysOverdue }) => [dueDate, open, daysOverdue])).toEqual([
      ['2026-11-21', 78_225, 10],
      ['2026-12-21', 78_000, 0],
    ]);
    expect(data[1]).toMatchObject({ receivableId, sourceType: 'sale', sourceId: sale, amount: 78_225, status: 'open' });
  });

  it('by customer, outlet, due date and whether it is settled, page by page', async () => {
    await receive();
    await sellOnAccount('2026-12-24');
    const dueDates = async (filter: object) => (await list(filter)).data.map(({ dueDate }) => dueDate);
    expect(await dueDates({ status: 'settled' })).toEqual(['2026-12-21']);
    expect(await dueDates({ status: 'open' })).toEqual(['2026-12-24']);
    expect(await dueDates({ dueBefore: '2026-12-24' })).toEqual(['2026-12-21']);
    expect(await dueDates({ customerId: newId() })).toEqual([]);
    expect(await dueDates({ outletId: shop.ids.outlet('UJI2') })).toEqual([]);
    const { page, data } = await list({ limit: 1 });
    expect(data).toMatchObject([{ dueDate: '2026-12-21', daysOverdue: 0 }]);
    expect(await dueDates({ limit: 1, cursor: page.nextCursor })).toEqual(['2026-12-24']);
  });
});
