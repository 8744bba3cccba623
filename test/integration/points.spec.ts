import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { LoyaltyTerms } from '../../src/modules/customers/domain/loyalty';
import { LoyaltyQuery } from '../../src/modules/customers/queries/loyalty.query';
import { ChangeLoyaltyProgramUseCase } from '../../src/modules/customers/use-cases/change-loyalty-program.use-case';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import { Database, writerOf } from '../../src/platform/database/database';
import { givePoints, runLoyalty } from '../support/loyalty';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24', SALES_PER_OUTLET_AT_ONCE: '24' });
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const linesOf = async (shop: Shop, entryId: string | null) => {
  const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, entryId]);
  return (rows[0].lines as { code: string; debit: number; credit: number }[]).map((line) => [
    line.code,
    line.debit - line.credit,
  ]);
};

describe.each(WRITERS)('Points, by the %s writer,', (writer) => {
  let shop: Shop;
  let customerId: string;

  beforeEach(async () => {
    shop = await Shop.open(app, owner, { writer });
    customerId = shop.ids.customer('Sari');
    await runLoyalty(owner, shop, 100);
    await givePoints(owner, shop, 120);
  });

  const rows = (table: string) => rowsOf(owner, shop.businessId, table);
  const balance = async () => (await app.get(LoyaltyQuery).pointsOf(shop.actor(), customerId)).points;
  const redeem = (points: bigint, command: Parameters<Shop['sell']>[0] = {}) =>
    shop.sell({ customerId, points, payments: [tender('cash', 100_000n)], ...command });
  const expectRefusal = async (sale: () => Promise<unknown>, refusal: object) => {
    const before = await fingerprint(owner);
    await expect(sale()).rejects.toMatchObject(refusal);
    expect(await fingerprint(owner)).toEqual(before);
  };

  it('are a discount on the whole sale: less revenue, less tax, less to earn on', async () => {
    const { body } = await redeem(100n, { items: [shop.line('1 KOPI'), shop.line('1 BERAS')] });
    const shares = body.items.map(({ discounts }) => discounts[0]!);
    expect(shares).toMatchObject(
      Array(2).fill({ scope: 'order', source: 'points', sourceId: customerId, name: 'Tukar 100 poin' }),
    );
    expect(shares.reduce((total, { amount }) => total + amount, 0)).toBe(10_000);
    expect(await linesOf(shop, body.ledgerEntryId)).toContainEqual(['4191', body.discountAmount]);
    expect(await balance()).toBe(20);
    expect(await rows('customers.loyalty_entries')).toContainEqual(
      expect.objectContaining({ kind: 'redeem', points: -100, amount: 10_000, transaction_id: body.transactionId }),
    );
  });

  it('are redeemed to the last one, and not by one more', async () => {
    const facts = { points: 120, asked: 121 };
    await expectRefusal(() => redeem(121n), { kind: 'conflict', code: 'customers.points-short', details: { facts } });
    await redeem(120n);
    expect(await balance()).toBe(0);
  });

  it('take off no more than there is to pay, and all of that', async () => {
    await givePoints(owner, shop, 10_000);
    const { price } = shop.plan.products.find(({ sku }) => sku === 'BERAS')!;
    await expectRefusal(() => redeem(BigInt(price / 100 + 1)), { kind: 'invalid', code: 'sales.discount-too-large' });
    const { body } = await redeem(BigInt(price / 100), { payments: [] });
    expect(body.grandTotal).toBe(0);
  });

  it('are of a customer, and worth what a running program says', async () => {
    await expectRefusal(() => redeem(1n, { customerId: null }), { kind: 'invalid', code: 'sales.customer-required' });
    await expectRefusal(() => redeem(1n, { customerId: newId() }), { code: 'customers.customer-not-found' });
    await runLoyalty(owner, shop, 0);
    await expectRefusal(() => redeem(1n), { kind: 'conflict', code: 'sales.points-not-redeemable' });
    await owner.query('update customers.loyalty_programs set point_value = 100, active = false');
    await expectRefusal(() => redeem(1n), { code: 'sales.points-not-redeemable' });
  });

  it('are redeemed once, also when fifty ask at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => redeem(50n)));
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(48).fill('customers.points-short'));
    expect(await balance()).toBe(20);
  });

  it('are given back when the sale is voided', async () => {
    const undoing = new Undoing(shop, owner);
    await undoing.givePin();
    const { body } = await redeem(100n);
    await undoing.void(body.transactionId);
    expect(await balance()).toBe(120);
  });

  it('are given back with the goods, piece by piece, to the last one', async () => {
    const undoing = new Undoing(shop, owner);
    const { body: sale } = await redeem(100n, { items: [shop.line('3 KOPI')] });
    const balances = [];
    for (const quantity of ['1', '1', '1']) {
      await undoing.refund(sale, { items: [quantity] });
      balances.push(await balance());
    }
    expect(balances).toEqual([53, 86, 120]);
    const restored = (await rows('customers.loyalty_entries')).filter(({ kind }) => kind === 'restore');
    expect(restored.map(({ points }) => points).toSorted()).toEqual([33, 33, 34]);
  });

  it('are given back of a sale that they paid wholly', async () => {
    await givePoints(owner, shop, 10_000);
    const { body: sale } = await redeem(745n, { payments: [] });
    expect(sale.grandTotal).toBe(0);
    expect(await balance()).toBe(9_375);
    await new Undoing(shop, owner).refund(sale);
    expect(await balance()).toBe(10_120);
  });

  it('are worth in the commit what they were when it was priced', async () => {
    const redeemed = app.get(Database).change(writerOf(shop.actor()), async ({ businessId, prisma }) => {
      await prisma.$executeRaw`
        select customers.redeem_points(${businessId}::uuid, ${customerId}::uuid, 1, 99, ${newId()}::uuid)`;
    });
    await expect(redeemed).rejects.toMatchObject({ kind: 'conflict', code: 'customers.point-value-changed' });
  });

  it('are shown, with their reason, before anybody pays', async () => {
    const { payments: _, shiftId: __, ...cart } = shop.command({ customerId, points: 100n });
    const calculated = await app.get(CalculateCartUseCase).execute(shop.actor(), cart);
    expect(calculated.items[0]!.discounts).toMatchObject([{ source: 'points', amount: 10_000 }]);
  });
});

describe('The loyalty program', () => {
  let shop: Shop;
  const program = { rupiahPerPoint: 50_000, pointValue: 100, active: true, loyaltyLiability: false };

  beforeEach(async () => {
    shop = await Shop.open(app, owner);
    await givePoints(owner, shop, 120);
  });

  const change = (terms: Partial<LoyaltyTerms>) =>
    app.get(ChangeLoyaltyProgramUseCase).execute(shop.actor('owner'), { ...program, ...terms });
  const owed = async () => {
    const { rows } = await owner.query(
      `select coalesce(sum(l.credit - l.debit), 0)::int as owed from ledger.journal_lines l
         join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
        where a.business_id = $1 and a.code = '2126'`,
      [shop.businessId],
    );
    return rows[0].owed as number;
  };
  const told = async () =>
    (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
      ({ type }) => type === 'customers.loyalty-program-changed',
    );

  it('is none until somebody says so, and what was said is shown', async () => {
    expect(await app.get(LoyaltyQuery).program(shop.actor())).toMatchObject({ active: false, pointValue: 0 });
    expect(await change({})).toEqual(program);
    await change({});
    expect(await app.get(LoyaltyQuery).program(shop.actor())).toEqual(program);
    expect(await told()).toHaveLength(1);
  });

  it('books nothing by itself (SAK EMKM), and all that there is where points are owed (SAK EP)', async () => {
    await change({});
    expect(await owed()).toBe(0);
    await change({ loyaltyLiability: true });
    expect(await owed()).toBe(12_000);
    await change({ loyaltyLiability: true, pointValue: 150 });
    expect(await owed()).toBe(18_000);
    await change({ pointValue: 150 });
    expect(await owed()).toBe(0);
    await change({ loyaltyLiability: true });
    expect(await owed()).toBe(12_000);
  });
});
