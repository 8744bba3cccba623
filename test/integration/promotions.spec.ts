import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { PromotionsQuery } from '../../src/modules/catalog/queries/promotions.query';
import {
  type ChangePromotionCommand,
  ChangePromotionUseCase,
} from '../../src/modules/catalog/use-cases/change-promotion.use-case';
import {
  type CreatePromotionCommand,
  CreatePromotionUseCase,
} from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import { promotionCommand } from '../support/promotion-command';
import { partTerms } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const create = async (name: string, terms: Partial<CreatePromotionCommand> = {}, key = newId() as string) =>
  (await app.get(CreatePromotionUseCase).execute(shop.actor('manager'), promotionCommand(name, terms), key)).body;

const change = (
  promotionId: string,
  changes: ChangePromotionCommand['changes'],
  expectedVersion: number | null = null,
) => app.get(ChangePromotionUseCase).execute(shop.actor('manager'), { promotionId, changes, expectedVersion });

const told = async () =>
  (await rowsOf(owner, shop.businessId, 'outbox.events'))
    .filter(({ type }) => (type as string).startsWith('catalog.'))
    .map(({ type, payload, stream_id }) => ({ type, payload, stream_id }));

describe('A promotion', () => {
  it('begins with what it takes off, and is told', async () => {
    const coffee = shop.ids.product('KOPI');
    const key = newId();
    const terms: Partial<CreatePromotionCommand> = {
      kind: 'buy_x_get_y',
      rateBps: 5_000,
      parts: [partTerms({ quantity: 2, productIds: [coffee] }), partTerms()],
      weekdays: 96,
      fromTime: '17:00',
      toTime: '02:00',
      validFrom: '2026-11-01',
      outletId: shop.outletId,
    };
    const view = await create('Sore', terms, key);
    expect(view).toMatchObject({
      ...{ name: 'Sore', kind: 'buy_x_get_y', weekdays: [6, 7], validFrom: '2026-11-01', version: 1, uses: 0 },
      parts: [
        { quantity: 2, productIds: [coffee] },
        { quantity: 1, productIds: [] },
      ],
    });
    expect(await create('Sore', terms, key)).toEqual(view);
    expect(await app.get(PromotionsQuery).get(shop.actor(), view.promotionId)).toEqual(view);
    expect(await told()).toMatchObject([
      { type: 'catalog.promotion-created', stream_id: shop.businessId, payload: { name: 'Sore', version: 1 } },
    ]);
  });

  it('is renamed, moved and ended, each told once', async () => {
    const { promotionId } = await create('Lama', { maxUses: 5 });
    const count = (await told()).length;
    const changes = { name: 'Baru', priority: 3, active: false, validTo: '2026-12-31', maxUses: 6 };
    expect(await change(promotionId, changes, 1)).toMatchObject({ ...changes, version: 2 });
    expect(await change(promotionId, changes, 1)).toMatchObject({ version: 2 });
    expect((await told()).slice(count)).toMatchObject([{ type: 'catalog.promotion-changed', payload: changes }]);
  });

  it('is listed page by page, the newest first, active or not', async () => {
    const ids = [await create('Satu'), await create('Dua'), await create('Tiga')].map(({ promotionId }) => promotionId);
    await change(ids[1]!, { active: false });
    const query = app.get(PromotionsQuery);
    const first = await query.list(shop.actor(), { limit: 2 });
    expect(first.data.map(({ promotionId }) => promotionId)).toEqual([ids[2], ids[1]]);
    const next = await query.list(shop.actor(), { limit: 1, cursor: first.page.nextCursor! });
    expect(next.data.map(({ promotionId }) => promotionId)).toEqual([ids[0]]);
    const active = await query.list(shop.actor(), { limit: 2, active: true });
    expect(active.data.map(({ promotionId }) => promotionId)).toEqual([ids[2], ids[0]]);
    await expect(query.list(shop.actor(), { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'request.cursor-invalid',
    });
  });

  it('of another outlet is nobody’s business here', async () => {
    const { promotionId } = await create('Sini', { outletId: shop.outletId });
    const elsewhere = shop.actor('manager', ['UJI2']);
    await expect(app.get(PromotionsQuery).get(elsewhere, promotionId)).rejects.toMatchObject({
      code: 'catalog.promotion-not-found',
    });
    const command = { promotionId, changes: { active: false }, expectedVersion: null };
    await expect(app.get(ChangePromotionUseCase).execute(elsewhere, command)).rejects.toMatchObject({
      code: 'catalog.promotion-not-found',
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['catalog.promotion-name-taken', () => create('Sore')],
    ['catalog.product-not-found', () => create('X', { parts: [partTerms({ productIds: [newId()] })] })],
    ['catalog.category-not-found', () => create('X', { parts: [partTerms({ categoryIds: [newId()] })] })],
    ['customers.tier-not-found', () => create('X', { tierId: newId() })],
    ['identity.outlet-not-found', () => create('X', { outletId: newId() })],
    ['catalog.promotion-not-found', () => change(newId(), { active: false })],
  ])('is refused with %s', async (code, attempt) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('is not changed by who looked at an older one, nor given a limit later', async () => {
    const { promotionId } = await create('Tanpa batas');
    await change(promotionId, { priority: 1 });
    const before = await fingerprint(owner);
    await expect(change(promotionId, { priority: 2 }, 1)).rejects.toMatchObject({ code: 'request.version-stale' });
    await expect(change(promotionId, { maxUses: 1 })).rejects.toMatchObject({ code: 'catalog.promotion-unlimited' });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
