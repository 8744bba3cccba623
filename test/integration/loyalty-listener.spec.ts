import { newId } from '../../src/kernel/ids';
import { EarnPointsOnSaleListener } from '../../src/modules/customers/listeners/earn-points-on-sale.listener';
import { LoyaltyStore } from '../../src/modules/customers/store/loyalty.store';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { RecordedShop } from '../support/recorded-shop';

let app: AppDatabase;
let shop: RecordedShop;
const listener = new EarnPointsOnSaleListener(new LoyaltyStore());

beforeAll(async () => {
  app = await openAppDatabase();
});
afterAll(() => app.close());
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
});

async function enrol(multiplierBps: number | null): Promise<string> {
  const tierId = multiplierBps === null ? null : newId();
  if (tierId) await shop.insert('customers.tiers', { id: tierId, name: tierId, multiplier_bps: multiplierBps });
  const id = newId();
  await shop.insert('customers.customers', { id, name: 'Dewi', tier_id: tierId });
  return id;
}

const runProgram = (active = true) => shop.insert('customers.loyalty_programs', { rupiah_per_point: 50_000, active });
const pointsOf = async (customerId: string) =>
  Number(
    (
      await shop.rows<{ points: string }>('select points from customers.customers where business_id = $1 and id = $2', [
        customerId,
      ])
    )[0]!.points,
  );
const entries = () =>
  shop.rows(
    'select id, customer_id, kind, points::int, transaction_id from customers.loyalty_entries where business_id = $1 order by id',
  );

describe('After a sale, the customer', () => {
  it('earns what the worked example says', async () => {
    await runProgram();
    const silver = await enrol(12_000);
    const sale = await shop.sell({ customerId: silver, grandTotal: 69_000 });
    await app.deliver(listener, shop.businessId);
    expect(await pointsOf(silver)).toBe(1);
    expect(await entries()).toEqual([
      { id: sale.eventId, customer_id: silver, kind: 'earn', points: 1, transaction_id: sale.transactionId },
    ]);
  });

  it('earns for each of several sales in one batch, also in two outlets', async () => {
    await runProgram();
    const [silver, plain] = [await enrol(12_000), await enrol(null)];
    await shop.sell({ customerId: silver, grandTotal: 250_000 });
    await shop.sell({ customerId: plain, grandTotal: 100_000, outletId: shop.outletIds[1] });
    await shop.sell({ customerId: silver, grandTotal: 50_000, outletId: shop.outletIds[1] });
    await app.deliver(listener, shop.businessId);
    expect([await pointsOf(silver), await pointsOf(plain)]).toEqual([7, 2]);
  });

  it('has an entry for a sale that earned nothing, and none for a sale without a customer', async () => {
    await runProgram();
    const customerId = await enrol(null);
    await shop.sell({ customerId, grandTotal: 23_000 });
    await shop.sell({ customerId: null, grandTotal: 500_000 });
    await app.deliver(listener, shop.businessId);
    expect(await entries()).toMatchObject([{ customer_id: customerId, points: 0 }]);
  });

  it('earns nothing where no program runs', async () => {
    await runProgram(false);
    const customerId = await enrol(null);
    await shop.sell({ customerId, grandTotal: 500_000 });
    await app.deliver(listener, shop.businessId);
    expect(await entries()).toEqual([]);
  });

  it('is owed the worth of the points where the program says so, once, however often it is told', async () => {
    await shop.insert('customers.loyalty_programs', {
      ...{ rupiah_per_point: 50_000, point_value: 500, loyalty_liability: true },
    });
    const customerId = await enrol(null);
    for (const [code, role, type] of [
      ['6107', 'PROMO', 'expense'],
      ['2126', 'LOYALTY_LIABILITY', 'liability'],
    ]) {
      await shop.insert('ledger.accounts', {
        ...{ id: newId(), code, name: role, name_en: role, type, system_role: role, emkm_line: '-', cash_flow: '-' },
        normal_side: type === 'expense' ? 'debit' : 'credit',
      });
    }
    const sale = await shop.sell({ customerId, grandTotal: 100_000 });
    await shop.sell({ customerId, grandTotal: 49_000 });
    await app.deliver(listener, shop.businessId);
    const booked = () =>
      shop.rows(
        `select e.source_id, a.code, l.debit::int, l.credit::int
           from ledger.journal_entries e
           join ledger.journal_lines l on l.business_id = e.business_id and l.entry_id = e.id
           join ledger.accounts a on a.business_id = l.business_id and a.id = l.account_id
          where e.business_id = $1 and e.source_type = 'loyalty-points' order by a.code desc`,
      );
    const once = [
      { source_id: sale.eventId, code: '6107', debit: 1_000, credit: 0 },
      { source_id: sale.eventId, code: '2126', debit: 0, credit: 1_000 },
    ];
    expect(await booked()).toEqual(once);
    await shop.rewind('loyalty');
    await app.deliver(listener, shop.businessId);
    expect(await booked()).toEqual(once);
  });

  it('earns nothing twice when the listener is told again', async () => {
    await runProgram();
    const customerId = await enrol(null);
    await shop.sell({ customerId, grandTotal: 100_000 });
    await app.deliver(listener, shop.businessId);
    await shop.rewind('loyalty');
    await shop.sell({ customerId, grandTotal: 50_000 });
    await app.deliver(listener, shop.businessId);
    expect(await pointsOf(customerId)).toBe(3);
    expect(await entries()).toHaveLength(2);
  });
});
