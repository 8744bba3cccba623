import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { ChangePromotionUseCase } from '../../src/modules/catalog/use-cases/change-promotion.use-case';
import { CreatePromotionUseCase } from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import { CatalogFollower } from '../support/catalog-follower';
import { Offers } from '../support/offers';
import { promotionCommand } from '../support/promotion-command';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

beforeEach(async () => {
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const follow = async (): Promise<CatalogFollower> => {
  const follower = new CatalogFollower(app, shop.businessId);
  await follower.read();
  return follower;
};
const edit = (sql: string) => owner.query(sql, [shop.businessId]);

describe('A till that prices by itself', () => {
  it('is told of packs and of price lists, and that a price or a list is gone', async () => {
    const till = await follow();
    const offers = new Offers(owner, shop);
    const unitId = await offers.unit('SABUN', 'lusin', '12', 100_000);
    const listId = await offers.priceList(
      'Grosir',
      { 'BERAS 3': 70_000 },
      { weekdays: 0b1100000, valid_to: '2026-12-31' },
    );
    await till.read();
    expect(till.known.get(`product_unit ${unitId}`)).toEqual({
      ...{ productId: shop.ids.product('SABUN'), variantId: null, name: 'lusin', factor: '12' },
      ...{ price: 100_000, barcode: null, active: true },
    });
    expect(till.known.get(`price_list ${listId}`)).toEqual({
      ...{ name: 'Grosir', priority: 0, outletId: null, orderType: null, tierId: null, weekdays: [6, 7] },
      ...{ fromTime: null, toTime: null, validFrom: null, validTo: '2026-12-31', active: true },
    });
    const prices = () => [...till.known].filter(([key]) => key.startsWith('price_list_item '));
    expect(prices().map(([, value]) => value)).toEqual([
      {
        ...{ priceListId: listId, productId: shop.ids.product('BERAS'), variantId: null },
        ...{ minQuantity: '3', price: 70_000 },
      },
    ]);
    await edit('update catalog.price_lists set priority = 7 where business_id = $1');
    await edit('delete from catalog.price_list_items where business_id = $1');
    await till.read();
    expect([prices(), till.known.get(`price_list ${listId}`).priority]).toEqual([[], 7]);
    await edit('delete from catalog.price_lists where business_id = $1');
    await till.read();
    expect(till.known.has(`price_list ${listId}`)).toBe(false);
    expect(till.known).toEqual((await follow()).known);
  });

  it('is told of a promotion with its goods, and that it has ended', async () => {
    const till = await follow();
    const goods = { productIds: [shop.ids.product('BERAS')], categoryIds: [shop.ids.category('Barang')] };
    const terms = { parts: [{ quantity: 1, ...goods }], maxAmount: 5_000n, weekdays: 0b1 };
    const manager = shop.actor('manager');
    const created = await app.get(CreatePromotionUseCase).execute(manager, promotionCommand('Senin', terms), newId());
    const promotionId = created.body.promotionId;
    await till.read();
    expect(till.known.get(`promotion ${promotionId}`)).toMatchObject({
      ...{ kind: 'percentage', rateBps: 1_000, amount: 0, maxAmount: 5_000, weekdays: [1], active: true },
      parts: [{ quantity: 1, ...goods }],
    });
    const ending = { promotionId, expectedVersion: null, changes: { active: false } };
    await app.get(ChangePromotionUseCase).execute(manager, ending);
    await till.read();
    expect(till.known.get(`promotion ${promotionId}`)).toMatchObject({ active: false });
    expect(till.known).toEqual((await follow()).known);
  });
});
