import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { Drawers } from '../support/drawers';
import { OfflineShop } from '../support/offline-shop';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let offline: OfflineShop;
let drawers: Drawers;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

beforeEach(async () => {
  shop = await Shop.open(app, owner);
  offline = await OfflineShop.enroll(shop, owner);
  drawers = new Drawers(shop, owner);
  await drawers.limit(50_000n);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const paidOut = (more: Record<string, unknown> = {}) => ({
  ...{ shiftId: shop.shiftId, kind: 'paid_out', amount: 75_000, reason: 'galon' },
  ...more,
});
const tell = (more: Record<string, unknown> = {}, operation: { employeeId?: string; occurredAt?: string } = {}) =>
  offline.tell('cash-movement', paidOut(more), operation);
const stored = (table: string) => rowsOf(owner, shop.businessId, table);
const expectedCash = async (shiftId: unknown) =>
  (await stored('sales.shift_totals')).find(({ shift_id: id }) => id === shiftId)!.expected_cash;

/** What `BookOfflineMovementUseCase` promises. */
describe('Cash that has moved while the till was offline has moved:', () => {
  it('nothing speaks against what anyone at the till may do', async () => {
    const { status, exceptions, operationId, answer } = await tell({ amount: 50_000 });
    expect([status, exceptions, answer]).toEqual([
      'applied',
      {},
      {
        ...{ id: operationId, shiftId: shop.shiftId, kind: 'paid_out', amount: -50_000, reason: 'galon' },
        ...{ counterRole: 'OTHER_EXPENSE', approvedBy: null },
      },
    ]);
    expect(await expectedCash(shop.shiftId)).toBe(150_000);
    const [event] = (await stored('outbox.events')).filter(({ type }) => type === 'sales.cash-moved');
    expect(event!.payload).toMatchObject({ movementId: operationId, amount: -50_000, outletId: shop.outletId });
  });

  it('nobody has approved it', async () => {
    const { status, exceptions, answer, operationId } = await tell();
    expect([status, answer.approvedBy, exceptions]).toEqual([
      'applied',
      null,
      { 'not-entitled': { kind: 'paid_out', approval: null, approvalCode: 'auth.approval-required' } },
    ]);
    expect(await expectedCash(shop.shiftId)).toBe(125_000);
    const posted = await drawers.posted('cash-movement', operationId);
    expect(posted.flatMap(({ lines }) => lines)).toContainEqual(['1101', 0, 75_000]);
    expect((await tell({ kind: 'no_sale', amount: 0 })).exceptions).toHaveProperty('not-entitled');
  });

  it('its approval is good, or nobody can tell', async () => {
    await drawers.givePin();
    const approval = await drawers.approve('drawer.paid-out', shop.shiftId);
    const approved = await tell({ approval });
    const approvedBy = shop.ids.employee('manager@uji.test');
    expect([approved.answer.approvedBy, approved.exceptions]).toEqual([approvedBy, {}]);
    for (const unknown of [approval, newId()]) {
      expect((await tell({ approval: unknown })).exceptions).toEqual({
        'not-entitled': { kind: 'paid_out', approval: unknown, approvalCode: 'identity.approval-invalid' },
      });
    }
    expect(await expectedCash(shop.shiftId)).toBe(-25_000);
  });

  it('whoever moved it may not, has gone, or is of nobody’s', async () => {
    const cashier = shop.ids.employee('cashier@uji.test');
    await owner.query('update identity.employees set active = false where business_id = $1 and id = $2', [
      shop.businessId,
      cashier,
    ]);
    const gone = await tell();
    expect(gone).toMatchObject({ status: 'applied', exceptions: { 'not-entitled': { employeeId: cashier } } });
    expect(gone.exceptions['not-entitled']).toMatchObject({ permissions: ['drawer.move-cash'], kind: 'paid_out' });
    const nobody = newId();
    const { exceptions, operationId } = await tell({ amount: 1 }, { employeeId: nobody });
    expect(exceptions['not-entitled'].employeeId).toBe(nobody);
    const movement = (await stored('sales.drawer_movements')).find(({ id }) => id === operationId);
    expect(movement!.recorded_by).toBe(offline.device.enrolledBy);
    const sale = await offline.tell('sale', offline.sale(), { employeeId: nobody });
    expect(sale).toMatchObject({ status: 'applied', exceptions: { 'not-entitled': { employeeId: nobody } } });
  });

  it('its shift was counted, or is of nobody’s: it is of the late shift, and the Z report stays', async () => {
    await drawers.close({ shiftId: shop.shiftId, countedCash: 125_000n });
    const before = await stored('sales.z_reports');
    const { status, answer, exceptions } = await tell({ amount: 50_000 });
    const { shiftId: lateShiftId } = answer;
    const { shiftId } = shop;
    expect([status, exceptions]).toEqual([
      'applied',
      { 'late-shift': { shiftId, lateShiftId, code: 'sales.shift-not-open' } },
    ]);
    expect((await tell({ amount: 25_000, shiftId: newId() })).answer.shiftId).toBe(lateShiftId);
    expect([await expectedCash(lateShiftId), await stored('sales.z_reports')]).toEqual([-75_000, before]);
  });

  it('the month of its shift is closed', async () => {
    const occurredAt = '2026-10-31T03:00:00.000Z';
    const shiftId = newId();
    await offline.tell(
      'open-shift',
      { id: shiftId, outletId: shop.outletId, drawer: 'bar', openingCash: 1 },
      { occurredAt },
    );
    await owner.query(
      `update ledger.periods set state = 'closed' where business_id = $1 and starts_on = '2026-10-01'`,
      [shop.businessId],
    );
    const { exceptions, operationId } = await tell({ shiftId, amount: 1 }, { occurredAt });
    expect(exceptions).toEqual({ 'period-closed': { effectiveDate: '2026-11-21' } });
    expect(await drawers.posted('cash-movement', operationId)).toMatchObject([{ day: '2026-11-21' }]);
  });

  it('but what moves nothing, or goes where no cash goes, is kept for a manager', async () => {
    const told = [await tell({ amount: 0 }), await tell({ amount: 1, counterRole: 'CASH_SAFE' })];
    expect(told.map(({ status, code }) => [status, code])).toEqual([
      ['quarantined', 'sales.cash-movement-amount'],
      ['quarantined', 'sales.counter-role-unfit'],
    ]);
  });
});

describe('A discount that was approved before the till went offline', () => {
  it('is taken with its approval; where nobody can tell, the sale is booked and a manager looks', async () => {
    await drawers.givePin();
    const id = newId();
    const approval = await drawers.approve('sale.discount', id);
    const discount = { kind: 'percentage', rateBps: 1_000 };
    const approved = await offline.tell('sale', offline.sale({ id, discount, approval }));
    expect(approved).toMatchObject({ status: 'applied', exceptions: {} });
    expect(approved.answer.approvals).toMatchObject([{ approvalId: approval, action: 'sale.discount' }]);
    const sale = newId();
    const stale = await drawers.approve('sale.discount', sale);
    await owner.query(`update identity.approvals set expires_at = clock_timestamp() where id = $1`, [stale]);
    const late = await offline.tell('sale', offline.sale({ id: sale, discount, approval: stale }));
    expect(late).toMatchObject({ status: 'applied', exceptions: { 'not-entitled': {} } });
    for (const unknown of [approval, newId()]) {
      const told = await offline.tell('sale', offline.sale({ discount, approval: unknown }));
      expect(told).toMatchObject({ status: 'applied', answer: { approvals: [] } });
      expect(told.exceptions).toEqual({ 'not-entitled': { permissions: ['sale.discount'] } });
    }
  });
});
