import { idsOf } from '../../src/demo/business-ids';
import type { BusinessPlan, ProductPlan } from '../../src/demo/business-plan';
import journals from '../fixtures/journals.json';
import type { Client } from '../support/client';
import { cornerShop } from '../support/corner-shop';
import { eventually } from '../support/eventually';
import { openBusinesses } from '../support/fixtures';
import { POLL_MS, ServedApp } from '../support/served-app';
import { WRITERS } from '../support/shop';
import { type SaleBody, Till } from '../support/till';

const GOODS: ProductPlan = {
  sku: 'GOODS',
  name: 'Barang',
  category: 'Barang',
  price: 100_000,
  taxCode: 'BEBAS',
  revenueRole: 'SALES',
};
const PRODUCTS: ProductPlan[] = [
  GOODS,
  { ...GOODS, sku: 'DEAR', name: 'Barang mahal', price: 600_000 },
  { ...GOODS, sku: 'INCLUSIVE', name: 'Barang ber-PPN', price: 111_000, taxCode: 'PPN' },
  {
    ...GOODS,
    ...{ sku: 'EXCLUSIVE', name: 'Barang belum ber-PPN', taxCode: 'PPN_LUAR' },
    stock: { quantity: '100', unitCost: 60_000 },
  },
];

/** The fixtures of how a sale is paid, and of what is sold to pay with. */
describe.each(WRITERS)('Over HTTP, with sales by the %s writer', (writer) => {
  let app: ServedApp;
  let plan: BusinessPlan;
  let owner: Client;
  let till: Till;

  beforeAll(async () => {
    app = await ServedApp.start();
    const shop = cornerShop({ products: PRODUCTS, modifierGroups: [] });
    const ppn = shop.taxRules.find(({ code }) => code === 'PPN')!;
    plan = {
      ...shop,
      taxRules: [...shop.taxRules, { ...ppn, code: 'PPN_LUAR', priceIncludesTax: false }],
      config: { use_atomic_function: writer === 'atomic', worker_poll_interval_ms: POLL_MS },
    };
    await openBusinesses(app.database.ownerUrl, [plan]);
    await app.owner.query(
      'update identity.outlets set service_charge_bps = 0, cash_rounding_step = 1 where business_id = $1',
      [plan.id],
    );
    const outletId = idsOf(plan.id).outlet('UJI1');
    owner = await app.logIn('owner@uji.test', outletId);
    till = await Till.open(owner, { outletId });
    await owner.put(`/customers/${customer()}/credit-limit`, { creditLimit: 1_000_000 });
  });

  afterEach(() => app.expectSoundBooks());
  afterAll(() => app?.stop());

  const customer = () => idsOf(plan.id).customer('Sari');
  const sell = (sku: string, payments: SaleBody['payments'], more: SaleBody = {}) =>
    till.sell({ items: [{ productId: idsOf(plan.id).product(sku), quantity: '1' }], payments, ...more });
  const sellGiftCard = (amount: number) =>
    owner.post('/gift-cards', { outletId: till.outletId, shiftId: till.shiftId, method: 'cash', amount });

  async function expectFixture(id: string, ledgerEntryId: string): Promise<void> {
    const entry = (await owner.get(`/ledger/journal-entries/${ledgerEntryId}`)).body;
    const sideOf = (side: 'debit' | 'credit') =>
      entry.lines
        .filter((line: any) => line[side] > 0)
        .map((line: any) => [line.code, line[side]])
        .toSorted();
    const fixture = journals.find((one) => one.id === id)!;
    expect([sideOf('debit'), sideOf('credit')]).toEqual([fixture.debit.toSorted(), fixture.credit.toSorted()]);
  }

  const onAccount = () => ({ customerId: customer(), dueDate: '2099-12-31' });

  const SALES: { id: string; sku: string; payments: SaleBody['payments']; more?: () => SaleBody }[] = [
    { id: 'J02', sku: 'EXCLUSIVE', payments: [], more: onAccount },
    { id: 'J06', sku: 'DEAR', payments: [{ method: 'qris', amount: 600_000 }] },
    {
      id: 'J08',
      sku: 'INCLUSIVE',
      payments: [
        { method: 'cash', amount: 100_000 },
        { method: 'qris', amount: 61_000 },
      ],
    },
    { id: 'J09', sku: 'GOODS', payments: [{ method: 'card', amount: 120_000 }], more: () => ({ tip: 20_000 }) },
    { id: 'J49', sku: 'INCLUSIVE', payments: [{ method: 'cash', amount: 40_000 }], more: onAccount },
  ];

  it.each(SALES)('a sale is posted as fixture $id', async ({ id, sku, payments, more }) => {
    const { status, body } = await sell(sku, payments, more?.());
    expect(status).toBe(201);
    await expectFixture(id, body.ledgerEntryId);
  });

  it('what comes to the bank of a QRIS payment, as J07', async () => {
    await sell('DEAR', [{ method: 'qris', amount: 600_000 }]);
    const settlement = { outletId: till.outletId, method: 'qris', gross: 600_000, fee: 1_800, settledOn: '2026-01-31' };
    const { status, body } = await owner.post('/settlements', settlement);
    expect([status, body.net]).toEqual([201, 598_200]);
    await expectFixture('J07', body.ledgerEntryId);
  });

  it('a gift card that is sold, and one that is redeemed, as J32 and J33', async () => {
    const card = await sellGiftCard(100_000);
    expect(card.status).toBe(201);
    await expectFixture('J32', card.body.ledgerEntryId);
    const redeemed = await sell('INCLUSIVE', [
      { method: 'gift_card', amount: 100_000, reference: card.body.code },
      { method: 'cash', amount: 11_000 },
    ]);
    expect(redeemed.status).toBe(201);
    await expectFixture('J33', redeemed.body.ledgerEntryId);
    const shown = await owner.get(`/gift-cards/${card.body.code}`);
    expect([shown.status, shown.body.balance]).toEqual([200, 0]);
  });

  it('what is left on a gift card that expires, as J34, and nothing twice', async () => {
    const { body } = await sellGiftCard(5_000);
    await app.owner.query(`update customers.gift_cards set expires_on = '2020-12-31' where id = $1`, [body.giftCardId]);
    const expired = await owner.post('/gift-cards/expiries', {});
    expect([expired.status, expired.body.giftCards]).toEqual([201, 1]);
    await expectFixture('J34', expired.body.ledgerEntryId);
    expect((await owner.post('/gift-cards/expiries', {})).body.giftCards).toBe(0);
  });

  describe('points', () => {
    const program = { rupiahPerPoint: 10_000, pointValue: 100, active: true, loyaltyLiability: false };
    const earned = async () => (await owner.get(`/customers/${customer()}/points`)).body.points as number;
    const entriesOf = async (sourceType: string) =>
      (
        await app.owner.query('select id from ledger.journal_entries where source_type = $1 order by recorded_at', [
          sourceType,
        ])
      ).rows;

    it('that are redeemed, as J35; nothing is booked when they are earned, for SAK EMKM forbids it', async () => {
      await owner.put('/loyalty-program', program);
      const buyer = { customerId: customer() };
      await sell('DEAR', [{ method: 'card', amount: 600_000 }], buyer);
      await sell('DEAR', [{ method: 'card', amount: 600_000 }], buyer);
      await eventually(async () => expect(await earned()).toBeGreaterThanOrEqual(120));
      const before = await earned();
      const redeemed = await sell('GOODS', [{ method: 'cash', amount: 90_000 }], { ...buyer, points: 100 });
      expect(redeemed.status).toBe(201);
      await expectFixture('J35', redeemed.body.ledgerEntryId);
      await eventually(async () => expect(await earned()).toBe(before - 100 + 9)); // on the 90.000 that were paid
      expect(await entriesOf('loyalty-points')).toEqual([]);
    });

    it('that are owed when they are earned, as J36, and no more when they are redeemed', async () => {
      await owner.put('/loyalty-program', { ...program, loyaltyLiability: true });
      const buyer = { customerId: customer() };
      const sale = await sell('GOODS', [{ method: 'cash', amount: 100_000 }], buyer);
      await eventually(async () => expect(await entriesOf('loyalty-points')).toHaveLength(1));
      await expectFixture('J36', (await entriesOf('loyalty-points'))[0]!.id);
      await sell('GOODS', [{ method: 'cash', amount: 99_000 }], { ...buyer, points: 10 });
      await eventually(async () => expect(await entriesOf('loyalty-points')).toHaveLength(3));
      expect(sale.status).toBe(201);
    });
  });
});
