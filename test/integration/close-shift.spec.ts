import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import { EndShiftUseCase } from '../../src/modules/sales/use-cases/end-shift.use-case';
import { Drawers } from '../support/drawers';
import { NOW, SalesApp } from '../support/sales-app';
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

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('Closing a shift of sales by the %s writer', (writer) => {
  let shop: Shop;
  let shiftId: string;
  let drawer = 0;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  beforeEach(async () => {
    drawer += 1;
    shiftId = await shop.openTill('UJI1', `drawer ${drawer}`);
  });

  const close = (countedCash: bigint, { key = newId() as string, as = shop.actor(), id = shiftId } = {}) =>
    app.get(CloseShiftUseCase).execute(as, { shiftId: id, countedCash }, key);

  const countEntry = async () => {
    const { rows } = await owner.query(
      `select e.effective_date::text as day, ledger.entry_lines(e.business_id, e.id) as lines
         from ledger.journal_entries e
        where e.business_id = $1 and e.source_type = 'shift-count' and e.source_id = $2`,
      [shop.businessId, shiftId],
    );
    return rows;
  };

  // A float of 200.000, a bag of rice with service for 78.200 and a coffee for 28.900 in cash, another by QRIS.
  const sellThrice = async () => {
    const coffee = { shiftId, items: [shop.line('1 KOPI')] };
    await shop.sell({ shiftId });
    await shop.sell({ ...coffee, payments: [tender('cash', 30_000n)] });
    await shop.sell({ ...coffee, payments: [tender('qris', 28_875n)] });
  };

  it('counts the float and what was taken in cash', async () => {
    await sellThrice();
    const { body } = await close(307_100n);
    expect(body).toEqual({
      id: shiftId,
      outletId: shop.outletId,
      drawer: `drawer ${drawer}`,
      state: 'closed',
      businessDate: '2026-11-21',
      openingCash: 200_000,
      expectedCash: 307_100,
      countedCash: 307_100,
      over: 0,
      short: 0,
      denominations: null,
      zNumber: 1,
      closedAt: NOW.toISOString(),
    });
    const shifts = await rowsOf(owner, shop.businessId, 'sales.shifts');
    expect(shifts.find(({ id }) => id === shiftId)).toMatchObject({
      state: 'closed',
      expected_cash: 307_100,
      counted_cash: 307_100,
      closed_by: shop.ids.employee('cashier@uji.test'),
    });
    expect(await countEntry()).toEqual([]);
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.shift-closed',
        stream_id: shop.outletId,
        payload: { shiftId, outletId: shop.outletId, countedCash: 307_100, expectedCash: 307_100 },
      }),
    );
  });

  it('books what is short as a loss, as fixture J37 does', async () => {
    await sellThrice();
    expect((await close(292_100n)).body).toMatchObject({ expectedCash: 307_100, short: 15_000, over: 0 });
    expect(await countEntry()).toMatchObject([
      {
        day: '2026-11-21',
        lines: [
          { code: '6191', debit: 15_000 },
          { code: '1101', credit: 15_000 },
        ],
      },
    ]);
  });

  it('books what is over the other way round', async () => {
    expect((await close(200_500n)).body).toMatchObject({ expectedCash: 200_000, short: 0, over: 500 });
    expect(await countEntry()).toMatchObject([
      {
        lines: [
          { code: '1101', debit: 500 },
          { code: '6191', credit: 500 },
        ],
      },
    ]);
  });

  it('is answered again under its key', async () => {
    const key = newId();
    const first = await close(1n, { key });
    const before = await fingerprint(owner);
    expect(await close(1n, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('puts what was counted into the safe', async () => {
    await close(200_500n);
    expect(await new Drawers(shop, owner).posted('shift-emptied', shiftId)).toEqual([
      {
        day: '2026-11-21',
        lines: [
          ['1102', 200_500, 0],
          ['1101', 0, 200_500],
        ],
      },
    ]);
  });

  it('says how it was counted, where that comes to what was counted', async () => {
    const drawers = new Drawers(shop, owner);
    const denominations = [
      { value: 100_000n, count: 1n },
      { value: 50_000n, count: 2n },
    ];
    const before = await fingerprint(owner);
    await expect(drawers.close({ shiftId, countedCash: 200_001n, denominations })).rejects.toMatchObject({
      kind: 'invalid',
      code: 'sales.denominations-differ',
      details: { countedCash: 200_001, total: 200_000 },
    });
    expect(await fingerprint(owner)).toEqual(before);
    const { body } = await drawers.close({ shiftId, countedCash: 200_000n, denominations });
    expect(body.denominations).toEqual([
      { value: 100_000, count: 1 },
      { value: 50_000, count: 2 },
    ]);
  });

  it('is possible when it has ended', async () => {
    await app.get(EndShiftUseCase).execute(shop.actor('manager'), { shiftId }, newId());
    await close(200_000n);
    const shifts = await rowsOf(owner, shop.businessId, 'sales.shifts');
    expect(shifts.find(({ id }) => id === shiftId)).toMatchObject({
      state: 'closed',
      ended_by: shop.actor('manager').employeeId,
      closed_by: shop.actor().employeeId,
    });
  });

  it('lets the drawer be opened anew', async () => {
    await close(200_000n);
    expect(await shop.openTill('UJI1', `drawer ${drawer}`)).not.toBe(shiftId);
  });

  it('is refused where there is no such shift, to this cashier', async () => {
    const neighbour = await Shop.open(app, owner, { writer });
    const before = await fingerprint(owner);
    const refusal = { kind: 'not-found', code: 'sales.shift-not-found' };
    await expect(close(0n, { id: newId() })).rejects.toMatchObject(refusal);
    await expect(close(0n, { id: neighbour.shiftId })).rejects.toMatchObject(refusal);
    await expect(close(0n, { as: shop.actor('cashier', ['UJI2']) })).rejects.toMatchObject(refusal);
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is refused when it is closed', async () => {
    await close(200_000n);
    const before = await fingerprint(owner);
    await expect(close(200_000n)).rejects.toMatchObject({ kind: 'conflict', code: 'sales.shift-not-open' });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
