import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ChangePromotionUseCase } from '../../src/modules/catalog/use-cases/change-promotion.use-case';
import {
  type CreatePromotionCommand,
  CreatePromotionUseCase,
} from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import { pricedTogether } from '../support/priced-together';
import { promotionCommand } from '../support/promotion-command';
import { partTerms, tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

describe.each(WRITERS)('A promotion, by the %s writer', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  /** Only that one is given. */
  const begin = async (name: string, terms: Partial<CreatePromotionCommand>): Promise<string> => {
    await owner.query('update catalog.promotions set active = false where business_id = $1', [shop.businessId]);
    const command = promotionCommand(name, terms);
    return (await app.get(CreatePromotionUseCase).execute(shop.actor('manager'), command, newId())).body.promotionId;
  };
  const usesOf = async (promotionId: string): Promise<unknown> =>
    (await rowsOf(owner, shop.businessId, 'catalog.promotion_uses')).find((row) => row.promotion_id === promotionId)
      ?.uses;
  const givenIn = ({ items }: { items: readonly { discounts: readonly { sourceId: string | null }[] }[] }) =>
    items.flatMap(({ discounts }) => discounts.map(({ sourceId }) => sourceId));

  it('is given to a cashier by itself, and says so everywhere', async () => {
    const soap = partTerms({ productIds: [shop.ids.product('SABUN')] });
    const sourceId = await begin('Sabun murah', { parts: [soap], maxAmount: 2_000n });
    const items = [shop.line('2 SABUN'), shop.line('1 KOPI')];
    const reason = { scope: 'line', source: 'promotion', sourceId, name: 'Sabun murah', amount: 2_000 };

    const shown = await app.get(CalculateCartUseCase).execute(shop.actor(), shop.command({ items }));
    expect(shown).toMatchObject({ items: [{ discounts: [reason] }, { discounts: [] }], permissionsMissing: [] });

    const { body } = await shop.sell({ items });
    expect(body.items.map(({ discounts }) => discounts)).toEqual([[reason], []]);
    expect(body).toMatchObject({ grandTotal: Math.round(shown.total / 100) * 100, discountAmount: 1_802 });
    const kept = await rowsOf(owner, shop.businessId, 'sales.item_discounts');
    expect(kept).toMatchObject([{ source: 'promotion', source_id: sourceId, amount: 2_000, before_tax: 1_802 }]);
    const told = (await rowsOf(owner, shop.businessId, 'outbox.events')).find(
      ({ type }) => type === 'sales.transaction-created',
    );
    expect(told).toMatchObject({ payload: { items: [{ discounts: [reason] }, {}] } });
  });

  it('without a limit counts nothing', async () => {
    const id = await begin('Selalu', {});
    await shop.sell();
    expect(await usesOf(id)).toBeUndefined();
  });

  it('of ten uses is given ten times, also when fifty ask at once', async () => {
    const id = await begin('Sepuluh pertama', { maxUses: 10 });
    const sales = await Promise.allSettled(
      Array.from({ length: 50 }, () => shop.sell({ items: [shop.line('1 KOPI')] })),
    );
    const given = sales.filter((sale) => sale.status === 'fulfilled' && givenIn(sale.value.body).includes(id));
    const refused = sales.flatMap((sale) => (sale.status === 'rejected' ? [sale.reason] : []));
    expect(given).toHaveLength(10);
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      new Set(refused.length ? ['catalog.promotion-used-up'] : []),
    );
    expect(await usesOf(id)).toBe(10);
    expect(givenIn((await shop.sell({ items: [shop.line('1 KOPI')] })).body)).toEqual([]);
  });

  it('that ran out between the price and the sale is refused, and the sale before it is repeated', async () => {
    const id = await begin('Satu saja', { maxUses: 1 });
    const key = newId();
    const first = await shop.sell({}, { key });
    expect(givenIn(first.body)).toEqual([id]);
    const exact = { payments: [tender('qris', BigInt(first.body.grandTotal))] };
    await expect(shop.sell(exact)).rejects.toMatchObject({ code: 'sales.payment-short' });
    expect(await shop.sell({}, { key })).toEqual({ body: first.body, replayed: true });
    expect(await usesOf(id)).toBe(1);
  });

  it('is given to a customer as often as it may be, and to nobody unknown', async () => {
    const id = await begin('Sekali per orang', { maxUsesPerCustomer: 1 });
    const customerId = shop.ids.customer('Sari');
    expect(givenIn((await shop.sell()).body)).toEqual([]);
    expect(givenIn((await shop.sell({ customerId })).body)).toEqual([id]);
    expect(givenIn((await shop.sell({ customerId })).body)).toEqual([]);
    expect(await rowsOf(owner, shop.businessId, 'catalog.promotion_customer_uses')).toMatchObject([
      { promotion_id: id, customer_id: customerId, uses: 1 },
    ]);
  });

  it('whose last use another sale took after it was priced is refused by name, and nothing is sold', async () => {
    const id = await begin('Terakhir', { maxUses: 1 });
    const customerId = shop.ids.customer('Sari');
    const before = (await rowsOf(owner, shop.businessId, 'sales.transactions')).length;
    const sales = await pricedTogether(
      owner,
      shop.shiftId,
      Array(3).fill(() => shop.sell()),
    );
    const codes = sales.map((sale) => (sale.status === 'fulfilled' ? 'sold' : sale.reason.code));
    expect(codes.toSorted()).toEqual([...Array(2).fill('catalog.promotion-used-up'), 'sold']);
    expect([await usesOf(id), (await rowsOf(owner, shop.businessId, 'sales.transactions')).length]).toEqual([
      1,
      before + 1,
    ]);

    await begin('Terakhir bagi Sari', { maxUsesPerCustomer: 1 });
    const ofSari = await pricedTogether(
      owner,
      shop.shiftId,
      Array(2).fill(() => shop.sell({ customerId })),
    );
    const refused = ofSari.flatMap((sale) => (sale.status === 'rejected' ? [sale.reason] : []));
    expect(refused).toMatchObject([{ code: 'catalog.promotion-used-up', kind: 'conflict' }]);
  });

  it('of a first purchase is for who has bought nothing yet, once', async () => {
    const fresh = await Shop.open(app, owner, { writer });
    const command = promotionCommand('Kenalan', { firstPurchase: true, maxUsesPerCustomer: 1 });
    const { body } = await app.get(CreatePromotionUseCase).execute(fresh.actor('owner'), command, newId());
    const customerId = fresh.ids.customer('Sari');
    const sales = await Promise.allSettled([1, 2, 3].map(() => fresh.sell({ customerId })));
    const given = sales.flatMap((sale) => (sale.status === 'fulfilled' ? givenIn(sale.value.body) : []));
    expect(given).toEqual([body.promotionId]);
    const refused = sales.flatMap((sale) => (sale.status === 'rejected' ? [sale.reason.code] : []));
    for (const code of refused) expect(['catalog.promotion-used-up', 'sales.not-first-purchase']).toContain(code);
    expect(givenIn((await fresh.sell({ customerId })).body)).toEqual([]);
  });

  it('of a first purchase is refused to who bought while it was priced', async () => {
    const id = await begin('Baru', { firstPurchase: true, maxUsesPerCustomer: 1 });
    const customerId = shop.ids.customer('Sari');
    const balances = { customerId, promotions: [id], firstPurchase: true, storeCredit: 0, openItem: null };
    const before = await fingerprint(owner);
    await owner.query('begin');
    await owner.query(`select set_config('app.business_id', $1, true)`, [shop.businessId]);
    await expect(
      owner.query('select sales.take_balances($1, $2::jsonb)', [shop.businessId, JSON.stringify(balances)]),
    ).rejects.toMatchObject({ detail: 'sales.not-first-purchase' });
    await owner.query('rollback');
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('ends when its manager says so', async () => {
    const id = await begin('Sebentar', {});
    expect(givenIn((await shop.sell()).body)).toEqual([id]);
    const end = { promotionId: id, changes: { active: false }, expectedVersion: null };
    await app.get(ChangePromotionUseCase).execute(shop.actor('manager'), end);
    expect(givenIn((await shop.sell()).body)).toEqual([]);
  });

  it('for a birthday and a tier follows the customer', async () => {
    const id = await begin('Ulang tahun', { birthdayDays: 1 });
    const customerId = shop.ids.customer('Sari');
    const bornOn = (date: string) =>
      owner.query('update customers.customers set birth_date = $2 where business_id = $1', [shop.businessId, date]);
    await bornOn('1990-11-22');
    expect(givenIn((await shop.sell({ customerId })).body)).toEqual([id]);
    await bornOn('1990-11-23');
    expect(givenIn((await shop.sell({ customerId })).body)).toEqual([]);
  });
});
