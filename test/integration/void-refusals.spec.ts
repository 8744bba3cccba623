import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { EndShiftUseCase } from '../../src/modules/sales/use-cases/end-shift.use-case';
import { ReceivePaymentUseCase } from '../../src/modules/sales/use-cases/receive-payment.use-case';
import { allowToOwe } from '../support/customer-credit';
import { Drawers } from '../support/drawers';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let undoing: Undoing;
let sari: string;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  undoing = new Undoing(shop, owner);
  sari = shop.ids.customer('Sari');
  await undoing.givePin();
  await allowToOwe(owner, shop, 10_000_000);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const sell = () =>
  shop.sell({ items: [shop.line('1 BERAS'), shop.line('1 KOPI')], payments: [tender('cash', 150_000n)] });

describe('A void', () => {
  it('by twenty at once is voided by one of them', async () => {
    const before = await undoing.standing();
    const { body: sale } = await sell();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => undoing.void(sale.transactionId)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'sales.transaction-voided' });
    }
    expect(await undoing.standing()).toEqual(before);
  });

  it('while its shift is closed is counted, or is not voided', async () => {
    const drawers = new Drawers(shop, owner);
    for (let round = 0; round < 10; round++) {
      const shiftId = await shop.openTill('UJI1', `closing ${round}`);
      const { body: sale } = await shop.sell({ shiftId });
      const voiding = undoing.void(sale.transactionId).then(
        () => true,
        (error: { code: string }) => expect(error.code).toBe('sales.shift-not-open'),
      );
      const { body } = await drawers.close({ shiftId });
      expect(body.expectedCash).toBe(200_000 + ((await voiding) ? 0 : sale.grandTotal));
    }
  });

  describe('is refused, and leaves every table as it was,', () => {
    const expectRefused = async (attempt: () => Promise<unknown>, code: string) => {
      const before = await fingerprint(owner);
      await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
      expect(await fingerprint(owner)).toEqual(before);
    };

    it('when there is no such sale, or it is at an outlet where nobody asked works', async () => {
      const { body: sale } = await sell();
      await expectRefused(() => undoing.void(newId()), 'sales.transaction-not-found');
      const elsewhere = shop.actor('manager', ['UJI2']);
      await expectRefused(() => undoing.void(sale.transactionId, { as: elsewhere }), 'sales.transaction-not-found');
    });

    it('when it was voided before', async () => {
      const { body: sale } = await sell();
      await undoing.void(sale.transactionId);
      await expectRefused(() => undoing.void(sale.transactionId), 'sales.transaction-voided');
    });

    it('with an approval for another sale, or for something else', async () => {
      const { body: sale } = await sell();
      const as = shop.actor('cashier');
      const other = await undoing.approve('sale.void', newId());
      const refund = await undoing.approve('sale.refund', sale.transactionId);
      for (const approval of [other, refund, newId()]) {
        await expectRefused(() => undoing.void(sale.transactionId, { as, approval }), 'identity.approval-invalid');
      }
    });

    it('when its shift has ended, and when it is closed, and the approval stays good', async () => {
      const shiftId = await shop.openTill('UJI1', 'ending');
      const { body: sale } = await shop.sell({ shiftId });
      const approval = await undoing.approve('sale.void', sale.transactionId);
      const attempt = () => undoing.void(sale.transactionId, { as: shop.actor('cashier'), approval });
      await app.get(EndShiftUseCase).execute(shop.actor(), { shiftId }, newId());
      await expectRefused(attempt, 'sales.shift-not-open');
      await new Drawers(shop, owner).close({ shiftId });
      await expectRefused(attempt, 'sales.shift-not-open');
    });

    it('when some of what it left on account has been paid', async () => {
      const owed = { customerId: sari, items: [shop.line('1 BERAS')], payments: [], dueDate: '2026-12-21' };
      const { body: sale } = await shop.sell(owed);
      const items = await rowsOf(owner, shop.businessId, 'ledger.open_items');
      const receivableId = items.find(({ source_id }) => source_id === sale.transactionId)!.id as string;
      const payment = { receivableId, amount: 1_000n, method: 'qris' as const };
      await app
        .get(ReceivePaymentUseCase)
        .execute(shop.actor(), { ...payment, shiftId: null, reference: null }, newId());
      await expectRefused(() => undoing.void(sale.transactionId), 'ledger.open-item-exceeded');
    });
  });
});
