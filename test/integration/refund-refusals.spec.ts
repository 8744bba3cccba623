import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { EndShiftUseCase } from '../../src/modules/sales/use-cases/end-shift.use-case';
import { Drawers } from '../support/drawers';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let undoing: Undoing;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  undoing = new Undoing(shop, owner);
  await undoing.givePin();
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const sell = async () =>
  (await shop.sell({ items: [shop.line('3 SABUN'), shop.line('1 KOPI')], payments: [tender('cash', 100_000n)] })).body;

async function expectRefused(attempt: () => Promise<unknown>, code: string): Promise<void> {
  const before = await fingerprint(owner);
  await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
  expect(await fingerprint(owner)).toEqual(before);
}

describe('A refund is refused, and leaves every table as it was,', () => {
  it('of more than was sold, at once or after what came back before', async () => {
    const sale = await sell();
    await expectRefused(() => undoing.refund(sale, { items: ['4', null] }), 'sales.refund-beyond-sold');
    await undoing.refund(sale, { items: ['2', null] });
    await expectRefused(() => undoing.refund(sale, { items: ['2', null] }), 'sales.refund-beyond-sold');
    await undoing.refund(sale, { items: ['1', '1'] });
    await expectRefused(() => undoing.refund(sale, { items: ['1', null] }), 'sales.refund-beyond-sold');
  });

  it('of half a piece, of an item twice, and of one of another sale', async () => {
    const [sale, other] = [await sell(), await sell()];
    await expectRefused(() => undoing.refund(sale, { items: ['0.5', null] }), 'sales.quantity-too-fine');
    const twice = { ...sale, items: [sale.items[0]!, sale.items[0]!] };
    await expectRefused(() => undoing.refund(twice, { items: ['1', '1'] }), 'sales.refund-item-twice');
    const strange = { ...sale, items: other.items };
    await expectRefused(() => undoing.refund(strange, { items: ['1', null] }), 'sales.transaction-item-not-found');
  });

  it('of no sale, of one elsewhere, of a refund, and of a voided sale', async () => {
    const [sale, voided] = [await sell(), await sell()];
    await expectRefused(() => undoing.refund({ ...sale, transactionId: newId() }), 'sales.transaction-not-found');
    const elsewhere = shop.actor('manager', ['UJI2']);
    await expectRefused(() => undoing.refund(sale, { as: elsewhere }), 'sales.transaction-not-found');
    const { body } = await undoing.refund(sale, { items: ['1', null] });
    const refund = { transactionId: body.transactionId, items: sale.items };
    await expectRefused(() => undoing.refund(refund), 'sales.not-a-sale');
    await undoing.void(voided.transactionId);
    await expectRefused(() => undoing.refund(voided), 'sales.transaction-voided');
  });

  it('out of a shift that has ended, that is closed, or that is at another outlet', async () => {
    const sale = await sell();
    const shiftId = await shop.openTill('UJI1', 'ending');
    await app.get(EndShiftUseCase).execute(shop.actor(), { shiftId }, newId());
    await expectRefused(() => undoing.refund(sale, { shiftId }), 'sales.shift-not-open');
    await new Drawers(shop, owner).close({ shiftId });
    await expectRefused(() => undoing.refund(sale, { shiftId }), 'sales.shift-not-open');
    const elsewhere = await shop.openTill('UJI2');
    await expectRefused(() => undoing.refund(sale, { shiftId: elsewhere }), 'sales.shift-not-found');
  });

  it('to the store credit of nobody, or of somebody unknown', async () => {
    const sale = await sell();
    await expectRefused(() => undoing.refund(sale, { method: 'store_credit' }), 'sales.customer-required');
    const unknown = { method: 'store_credit', customerId: newId() } as const;
    await expectRefused(() => undoing.refund(sale, unknown), 'customers.customer-not-found');
  });

  it('with an approval for another sale or for something else', async () => {
    const sale = await sell();
    const as = shop.actor('cashier');
    const other = await undoing.approve('sale.refund', newId());
    const voiding = await undoing.approve('sale.void', sale.transactionId);
    for (const approval of [other, voiding, newId()]) {
      await expectRefused(() => undoing.refund(sale, { as, approval }), 'identity.approval-invalid');
    }
  });

  it('and so is the void of what was refunded', async () => {
    const sale = await sell();
    await undoing.refund(sale, { items: ['1', null] });
    await expectRefused(() => undoing.void(sale.transactionId), 'sales.transaction-refunded');
  });
});

describe('At once', () => {
  /** Whom the database has no connection for asks again, as a till does. */
  const refundOne = (sale: Parameters<Undoing['refund']>[0], key: string = newId()): ReturnType<Undoing['refund']> =>
    undoing.refund(sale, { key, items: ['1'] }).catch((error: { code: string }) => {
      if (error.code === 'database.busy') return refundOne(sale, key);
      throw error;
    });

  it('fifty refunds of one piece give back the ten that were sold, and no more than was paid', async () => {
    const { body: sale } = await shop.sell({ items: [shop.line('10 TERAKHIR')], payments: [tender('cash', 200_000n)] });
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => refundOne(sale)));
    const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.body] : []));
    expect(done).toHaveLength(10);
    expect(done.reduce((total, { refundTotal }) => total + refundTotal, 0)).toBe(sale.grandTotal);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'sales.refund-beyond-sold' });
    }
  });

  it('a void and a refund of one sale: one of them wins', async () => {
    for (let round = 0; round < 8; round++) {
      const sale = await sell();
      const codes = await Promise.all(
        [undoing.void(sale.transactionId), undoing.refund(sale)].map((attempt: Promise<unknown>) =>
          attempt.then(
            () => 'done',
            (error: { code: string }) => error.code,
          ),
        ),
      );
      expect([
        ['done', 'sales.transaction-voided'],
        ['sales.transaction-refunded', 'done'],
      ]).toContainEqual(codes);
    }
  });
});
