import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { CashMovementKind } from '../../src/modules/sales';
import { EndShiftUseCase } from '../../src/modules/sales/use-cases/end-shift.use-case';
import { Drawers } from '../support/drawers';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let drawers: Drawers;
let shiftId: string;
let drawer = 0;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  drawers = new Drawers(shop, owner);
  await drawers.limit(100_000n);
  await drawers.givePin();
});

beforeEach(async () => {
  drawer += 1;
  shiftId = await shop.openTill('UJI1', `drawer ${drawer}`);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const ofShift = async (table: string) =>
  (await rowsOf(owner, shop.businessId, table)).filter((row) => row.shift_id === shiftId);
const expected = async () => (await ofShift('sales.shift_totals'))[0]!.expected_cash;
const move = (command: Parameters<Drawers['move']>[0], options: Parameters<Drawers['move']>[1] = {}) =>
  drawers.move({ shiftId, ...command }, options);

describe('A movement of cash', () => {
  it.each<
    [string, CashMovementKind, bigint, 'UTILITIES' | 'PETTY_CASH' | undefined, number, [string, number, number][]]
  >([
    [
      'J16',
      'paid_out',
      75_000n,
      'UTILITIES',
      125_000,
      [
        ['6103', 75_000, 0],
        ['1101', 0, 75_000],
      ],
    ],
    [
      'its mirror',
      'paid_in',
      75_000n,
      'PETTY_CASH',
      275_000,
      [
        ['1101', 75_000, 0],
        ['1103', 0, 75_000],
      ],
    ],
    [
      'change out of the safe',
      'paid_in',
      50_000n,
      undefined,
      250_000,
      [
        ['1101', 50_000, 0],
        ['1102', 0, 50_000],
      ],
    ],
    [
      'an expense',
      'paid_out',
      50_000n,
      undefined,
      150_000,
      [
        ['6199', 50_000, 0],
        ['1101', 0, 50_000],
      ],
    ],
    [
      'a drop into the safe',
      'cash_drop',
      100_000n,
      undefined,
      100_000,
      [
        ['1102', 100_000, 0],
        ['1101', 0, 100_000],
      ],
    ],
  ])('is a row, an entry and another expectation: %s', async (_, kind, amount, counterRole, left, lines) => {
    const { body } = await move({ kind, amount, counterRole, reason: 'parkir truk' });
    expect(body).toMatchObject({ shiftId, kind, amount: left - 200_000, reason: 'parkir truk', approvedBy: null });
    expect(await drawers.posted('cash-movement', body.id)).toEqual([{ day: '2026-11-21', lines }]);
    expect(await ofShift('sales.drawer_movements')).toContainEqual(
      expect.objectContaining({
        id: body.id,
        kind,
        amount: left - 200_000,
        reason: 'parkir truk',
        counter_role: body.counterRole,
        approved_by: null,
        recorded_by: shop.actor().employeeId,
      }),
    );
    expect(await expected()).toBe(left);
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({
        type: 'sales.cash-moved',
        stream_id: shop.outletId,
        payload: expect.objectContaining({ movementId: body.id, outletId: shop.outletId, amount: left - 200_000 }),
      }),
    );
  });

  it('above the limit is answered for by the one who approved, as fixture J38', async () => {
    const drop = { kind: 'cash_drop', amount: 2_000_000n } as const;
    await expect(move(drop)).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'auth.approval-required',
      details: { permission: 'drawer.cash-drop' },
    });
    const approval = await drawers.approve('drawer.cash-drop', shiftId);
    const { body } = await move({ ...drop, approval });
    expect(body.approvedBy).toBe(shop.ids.employee('manager@uji.test'));
    expect((await drawers.posted('cash-movement', body.id))[0]!.lines).toEqual([
      ['1102', 2_000_000, 0],
      ['1101', 0, 2_000_000],
    ]);
    await expect(move({ ...drop, approval })).rejects.toMatchObject({ code: 'identity.approval-invalid' });
    expect(await expected()).toBe(-1_800_000);
  });

  it('is within the limit at the limit, and above it one rupiah later', async () => {
    await expect(move({ kind: 'paid_out', amount: 100_000n })).resolves.toBeDefined();
    await expect(move({ kind: 'paid_out', amount: 100_001n })).rejects.toMatchObject({
      code: 'auth.approval-required',
    });
  });

  it('above the limit is answered for by a manager who makes it', async () => {
    const manager = shop.actor('manager');
    const { body } = await move({ kind: 'paid_in', amount: 500_000n }, { as: manager });
    expect(body.approvedBy).toBe(manager.employeeId);
  });

  it('of nothing opens the drawer, books nothing and is always answered for', async () => {
    await expect(move({ kind: 'no_sale' })).rejects.toMatchObject({ code: 'auth.approval-required' });
    const approval = await drawers.approve('drawer.no-sale', shiftId);
    const { body } = await move({ kind: 'no_sale', approval, reason: 'tukar uang' });
    expect(body).toMatchObject({ kind: 'no_sale', amount: 0, counterRole: null });
    expect(await drawers.posted('cash-movement', body.id)).toEqual([]);
    expect(await expected()).toBe(200_000);
  });

  it('is answered again under its key, approval and all', async () => {
    const key = newId();
    const approval = await drawers.approve('drawer.no-sale', shiftId);
    const first = await move({ kind: 'no_sale', approval }, { key });
    const before = await fingerprint(owner);
    expect(await move({ kind: 'no_sale', approval }, { key })).toEqual({ body: first.body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is one of twenty at once, and all are in the expectation', async () => {
    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, place) =>
        move({ kind: place % 2 ? 'paid_in' : 'paid_out', amount: BigInt(place + 1) }),
      ),
    );
    expect(await expected()).toBe(200_000 + moved.reduce((sum, { body }) => sum + body.amount, 0));
  });
});

describe('A movement of cash is refused, and leaves every table as it was,', () => {
  const refused = async (attempt: Promise<unknown>, code: string) => {
    await expect(attempt).rejects.toMatchObject({ name: 'DomainError', code });
  };

  it.each<[string, Partial<Parameters<Drawers['move']>[0]>, string]>([
    ['of nothing', { amount: 0n }, 'sales.cash-movement-amount'],
    ['of a no-sale that moves something', { kind: 'no_sale', amount: 1n }, 'sales.cash-movement-amount'],
    ['to an account of another kind', { counterRole: 'UTILITIES' }, 'sales.counter-role-unfit'],
    ['with an approval that nobody gave', { amount: 100_001n, approval: newId() }, 'identity.approval-invalid'],
    ['in a shift that there is not', { shiftId: newId() }, 'sales.shift-not-found'],
  ])('%s', async (_, command, code) => {
    const before = await fingerprint(owner);
    await refused(move({ kind: 'paid_in', ...command }), code);
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('with an approval for another shift, or for another kind', async () => {
    const other = await drawers.approve('drawer.paid-out', newId());
    const kind = await drawers.approve('drawer.paid-in', shiftId);
    const before = await fingerprint(owner);
    for (const approval of [other, kind]) {
      await refused(move({ kind: 'paid_out', amount: 200_000n, approval }), 'identity.approval-invalid');
    }
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('where the cashier does not work', async () => {
    const before = await fingerprint(owner);
    await refused(move({ kind: 'paid_in' }, { as: shop.actor('cashier', ['UJI2']) }), 'sales.shift-not-found');
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('when the shift has ended, and the approval stays good', async () => {
    const approval = await drawers.approve('drawer.no-sale', shiftId);
    await app.get(EndShiftUseCase).execute(shop.actor(), { shiftId }, newId());
    const before = await fingerprint(owner);
    await refused(move({ kind: 'no_sale', approval }), 'sales.shift-not-open');
    expect(await fingerprint(owner)).toEqual(before);
  });
});
