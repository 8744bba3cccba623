import type { BusinessPlan, ProductPlan } from '../../src/demo/business-plan';
import { idsOf } from '../../src/demo/business-ids';
import journals from '../fixtures/journals.json';
import { cornerShop } from '../support/corner-shop';
import type { Client } from '../support/client';
import { openBusinesses } from '../support/fixtures';
import { POLL_MS, ServedApp } from '../support/served-app';
import { WRITERS } from '../support/shop';
import { type SaleBody, Till } from '../support/till';

type Side = readonly (readonly [code: string, amount: number])[];

const GOODS: ProductPlan = {
  sku: 'GOODS',
  name: 'Barang',
  category: 'Barang',
  price: 100_000,
  taxCode: 'BEBAS',
  revenueRole: 'SALES',
};
const stock = { quantity: '100', unitCost: 60_000 };
const PRODUCTS: ProductPlan[] = [
  { ...GOODS, stock },
  { ...GOODS, sku: 'INCLUSIVE', name: 'Barang ber-PPN', price: 111_000, taxCode: 'PPN', stock },
  { ...GOODS, sku: 'DEARER', price: 133_200, taxCode: 'PPN', stock: { quantity: '100', unitCost: 70_000 } },
  { ...GOODS, sku: 'EXCLUSIVE', name: 'Jasa kirim', taxCode: 'PPN_LUAR' },
  { ...GOODS, sku: 'MEAL', name: 'Paket makan', taxCode: 'PBJT', revenueRole: 'SALES_FNB' },
];

interface Golden {
  readonly id: string;
  readonly sku: string;
  readonly outlet?: Record<string, string | number>;
  readonly discount?: object;
  readonly cash: number;
}

const RESTAURANT = { service_charge_bps: 500, cash_rounding_step: 100 };
const percent = (rateBps: number) => ({ kind: 'percentage', rateBps });
const PRE_DISCOUNT = { ...RESTAURANT, service_charge_base: 'pre_discount' };

const GOLDEN: Golden[] = [
  { id: 'J01', sku: 'GOODS', cash: 100_000 },
  { id: 'J03', sku: 'INCLUSIVE', cash: 111_000 },
  { id: 'J04', sku: 'MEAL', outlet: RESTAURANT, discount: percent(1_000), cash: 104_000 },
  {
    id: 'J05',
    sku: 'MEAL',
    outlet: { ...RESTAURANT, cash_rounding_direction: 'down' },
    discount: percent(1_000),
    cash: 103_900,
  },
  { id: 'J46', sku: 'MEAL', outlet: PRE_DISCOUNT, discount: percent(2_000), cash: 93_500 },
  { id: 'J48', sku: 'EXCLUSIVE', outlet: PRE_DISCOUNT, discount: { kind: 'fixed', amount: 10_000 }, cash: 105_500 },
];

describe.each(WRITERS)('A sale over HTTP by the %s writer', (writer) => {
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
    const outletId = idsOf(plan.id).outlet('UJI1');
    owner = await app.logIn('owner@uji.test', outletId);
    till = await Till.open(owner, { outletId });
  });

  afterEach(() => app.expectSoundBooks());
  afterAll(() => app?.stop());

  async function arrange(outlet: Record<string, string | number> = {}): Promise<void> {
    const settings = {
      service_charge_bps: 0,
      service_charge_base: 'post_discount',
      cash_rounding_step: 1,
      cash_rounding_direction: 'nearest',
      ...outlet,
    };
    await app.owner.query(
      `update identity.outlets set service_charge_bps = $2, service_charge_base = $3, cash_rounding_step = $4,
              cash_rounding_direction = $5 where business_id = $1`,
      [plan.id, ...Object.values(settings)],
    );
  }

  const bodyOf = ({ sku, discount, cash }: Golden): SaleBody => ({
    items: [{ productId: idsOf(plan.id).product(sku), quantity: '1' }],
    discount,
    payments: [{ method: 'cash', amount: cash }],
  });

  async function expectPosted(entryId: string, fixtureId: string): Promise<void> {
    expectLines((await owner.get(`/ledger/journal-entries/${entryId}`)).body.lines, fixtureId);
  }

  function expectLines(lines: any, fixtureId: string): void {
    const sideOf = (side: 'debit' | 'credit'): Side =>
      lines
        .filter((line: any) => line[side] > 0)
        .map((line: any) => [line.code, line[side]])
        .toSorted();
    const fixture = journals.find(({ id }) => id === fixtureId)!;
    expect([sideOf('debit'), sideOf('credit')]).toEqual([fixture.debit.toSorted(), fixture.credit.toSorted()]);
  }

  it.each(GOLDEN)('posts fixture $id to the rupiah', async (golden) => {
    await arrange(golden.outlet);
    const { status, body } = await till.sell(bodyOf(golden));
    expect([status, body.grandTotal]).toEqual([201, golden.cash]);
    await expectPosted(body.ledgerEntryId, golden.id);

    const kept = (await owner.get(`/pos/transactions/${body.transactionId}`)).body;
    expect(kept.items).toEqual(body.items);
  });

  it('posts fixture J20 when J01 is voided', async () => {
    await arrange();
    const { body } = await till.sell(bodyOf(GOLDEN[0]!));
    const { status, body: voided } = await owner.post(`/pos/transactions/${body.transactionId}/void`, {
      reason: 'salah',
    });
    expect(status).toBe(200);
    await expectPosted(voided.ledgerEntryId, 'J20');
  });

  it.each([
    ['J19', { sku: 'INCLUSIVE', cash: 111_000 }, 'cash', true],
    ['J21', { sku: 'INCLUSIVE', cash: 111_000 }, 'store_credit', false],
  ] as const)('posts fixture %s when J03 is refunded', async (id, golden, method, restock) => {
    await arrange();
    const { body: sale } = await till.sell(bodyOf({ id, ...golden }));
    const items = [{ itemId: sale.items[0].itemId, quantity: '1', restock }];
    const customerId = method === 'store_credit' ? idsOf(plan.id).customer('Sari') : undefined;
    const asked = { items, method, customerId, shiftId: till.shiftId, reason: 'salah beli' };
    const path = `/pos/transactions/${sale.transactionId}/refunds`;
    const preview = await owner.post(path, asked, { query: { dryRun: 'true' } });
    const { status, body } = await owner.post(path, asked);
    expect([preview.status, status, body.refundTotal]).toEqual([201, 201, golden.cash]);
    expect(preview.body.refundTotal).toBe(body.refundTotal);
    await expectPosted(body.ledgerEntryId, id);
    expect((await owner.get(`/pos/transactions/${sale.transactionId}`)).body.status).toBe('refunded');
  });

  it('posts fixture J50 when an item is exchanged for a dearer one, by two entries that clear each other', async () => {
    await arrange();
    const { body: sale } = await till.sell(bodyOf({ id: 'J50', sku: 'INCLUSIVE', cash: 111_000 }));
    const taken = till.body(bodyOf({ id: 'J50', sku: 'DEARER', cash: 22_200 }));
    const returns = [{ itemId: sale.items[0].itemId, quantity: '1' }];
    const asked = { returns, reason: 'salah ukuran', sale: taken };
    const { status, body } = await owner.post(`/pos/transactions/${sale.transactionId}/exchanges`, asked);
    expect([status, body.exchanged, body.givenBack, body.sale.grandTotal]).toEqual([201, 111_000, 0, 133_200]);
    const asTender = await till.sell({ ...taken, payments: [{ method: 'exchange', amount: 133_200 }] });
    expect(asTender.status).toBe(422);
    const entries = [body.refund.ledgerEntryId, body.sale.ledgerEntryId].map((id) =>
      owner.get(`/ledger/journal-entries/${id}`),
    );
    const lines = (await Promise.all(entries)).flatMap((entry) => entry.body.lines);
    const clearing = lines.filter(({ code }) => code === '2123').map(({ debit, credit }) => debit - credit);
    expect(clearing.toSorted()).toEqual([-111_000, 111_000]);
    expectLines(
      lines.filter(({ code }) => code !== '2123'),
      'J50',
    );
  });
});
