import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { VouchersQuery } from '../../src/modules/catalog/queries/vouchers.query';
import { CreatePromotionUseCase } from '../../src/modules/catalog/use-cases/create-promotion.use-case';
import {
  type IssueVouchersCommand,
  IssueVouchersUseCase,
} from '../../src/modules/catalog/use-cases/issue-vouchers.use-case';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import { promotionCommand } from '../support/promotion-command';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const UNUSABLE = { kind: 'conflict', code: 'catalog.voucher-unusable', details: {} };

const issueIn = async (shop: Shop, terms: Partial<IssueVouchersCommand>, key = newId() as string) => {
  const command = {
    ...{ codes: { count: 1 }, promotionId: null, value: null, maxUses: null },
    ...{ customerId: null, validFrom: null, validTo: null },
    ...terms,
  };
  return (await app.get(IssueVouchersUseCase).execute(shop.actor('manager'), command, key)).body;
};

const promote = async (shop: Shop, name: string, terms: object = {}) => {
  const command = promotionCommand(name, { byVoucher: true, ...terms });
  return (await app.get(CreatePromotionUseCase).execute(shop.actor('manager'), command, newId())).body.promotionId;
};

describe.each(WRITERS)('A voucher, used by the %s writer', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  const codeOf = async (terms: Partial<IssueVouchersCommand>) => (await issueIn(shop, terms)).vouchers[0]!.code;
  const rowOf = async (code: string) =>
    (await rowsOf(owner, shop.businessId, 'catalog.vouchers')).find((row) => row.code === code)!;
  const coffee = (vouchers: string[]) => ({
    items: [shop.line('1 KOPI')],
    vouchers,
    payments: [tender('cash', 100_000n)],
  });

  it('of a value is off the price before tax, and keeps what was not needed', async () => {
    const code = await codeOf({ value: 40_000n });
    const command = coffee([code]);
    const shown = await app.get(CalculateCartUseCase).execute(shop.actor(), shop.command(command));
    const { body } = await shop.sell({ ...command, payments: [] });
    expect(body).toMatchObject({ subtotal: 25_000, discountAmount: 25_000, taxAmount: 0, grandTotal: shown.total });
    const [{ discounts }] = body.items as any;
    expect(discounts).toMatchObject([
      { scope: 'order', source: 'voucher', name: `Voucher …${code.slice(-4)}`, amount: 25_000 },
    ]);
    expect(await rowOf(code)).toMatchObject({ remaining: 15_000 });

    expect((await shop.sell(command)).body).toMatchObject({ discountAmount: 15_000 });
    expect(await rowOf(code)).toMatchObject({ remaining: 0 });
    const before = await fingerprint(owner);
    await expect(shop.sell(command)).rejects.toMatchObject(UNUSABLE);
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('of 100.000 pays for four coffees of fifty that are asked for at once', async () => {
    const code = await codeOf({ value: 100_000n });
    const sales = await Promise.allSettled(Array.from({ length: 50 }, () => shop.sell(coffee([code]))));
    const off = sales.flatMap((sale) => (sale.status === 'fulfilled' ? [sale.value.body.discountAmount] : []));
    expect(off).toEqual([25_000, 25_000, 25_000, 25_000]);
    for (const sale of sales) if (sale.status === 'rejected') expect(sale.reason).toMatchObject(UNUSABLE);
    expect(await rowOf(code)).toMatchObject({ remaining: 0 });
  });

  it('of seven uses is used seven times by fifty at once, and counts for its promotion', async () => {
    const promotionId = await promote(shop, 'Tujuh', { maxUses: 100 });
    const code = await codeOf({ promotionId, maxUses: 7, codes: { code: 'TUJUH' } });
    const sales = await Promise.allSettled(Array.from({ length: 50 }, () => shop.sell(coffee([code]))));
    expect(sales.filter(({ status }) => status === 'fulfilled')).toHaveLength(7);
    for (const sale of sales) if (sale.status === 'rejected') expect(sale.reason).toMatchObject(UNUSABLE);
    expect(await rowOf(code)).toMatchObject({ uses: 7 });
    const uses = await rowsOf(owner, shop.businessId, 'catalog.promotion_uses');
    expect(uses).toMatchObject([{ promotion_id: promotionId, uses: 7 }]);
  });

  it('is used once for the same key', async () => {
    const code = await codeOf({ value: 5_000n });
    const key = newId();
    const first = await shop.sell(coffee([code]), { key });
    expect(await shop.sell(coffee([code]), { key })).toEqual({ body: first.body, replayed: true });
  });

  it('of a promotion is given with it, and not without', async () => {
    const promotionId = await promote(shop, 'Rahasia', { minSpend: 26_000n });
    const code = await codeOf({ promotionId, maxUses: 1 });
    expect((await shop.sell(coffee([]))).body.discountAmount).toBe(0);
    const before = await fingerprint(owner);
    await expect(shop.sell(coffee([code]))).rejects.toMatchObject(UNUSABLE);
    expect(await fingerprint(owner)).toEqual(before);
    const enough = { ...coffee([code]), items: [shop.line('2 KOPI')] };
    expect((await shop.sell(enough)).body).toMatchObject({ items: [{ discounts: [{ source: 'voucher' }] }] });
  });

  it.each<[string, () => Partial<IssueVouchersCommand>]>([
    ['of somebody else', () => ({ value: 1n, customerId: shop.ids.customer('Sari') })],
    ['that holds tomorrow', () => ({ value: 1n, validFrom: '2026-11-22' })],
    ['that held yesterday', () => ({ value: 1n, validTo: '2026-11-20' })],
  ])('%s is refused as one of nobody', async (_, terms) => {
    const code = await codeOf(terms());
    const before = await fingerprint(owner);
    const refusals = [];
    for (const named of [code, 'NOBODYS']) {
      const refusal = await shop.sell(coffee([named])).catch((error: unknown) => error);
      refusals.push(refusal);
    }
    expect(refusals[0]).toMatchObject(UNUSABLE);
    expect(refusals[1]).toMatchObject(UNUSABLE);
    expect(String(refusals[1])).toBe(String(refusals[0]));
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('of a customer is used by that customer', async () => {
    const customerId = shop.ids.customer('Sari');
    const code = await codeOf({ value: 1_000n, customerId });
    expect((await shop.sell({ ...coffee([code]), customerId })).body.discountAmount).toBe(1_000);
  });

  it('is there again when the sale is voided, and so are the uses of its promotion', async () => {
    const promotionId = await promote(shop, 'Sekali lagi', { maxUses: 1, maxUsesPerCustomer: 1 });
    const once = await codeOf({ promotionId, maxUses: 1 });
    const worth = await codeOf({ value: 3_000n });
    const command = { ...coffee([once, worth]), customerId: shop.ids.customer('Sari') };
    const { body } = await shop.sell(command);
    await new Undoing(shop, owner).void(body.transactionId);
    expect([await rowOf(once), await rowOf(worth)]).toMatchObject([{ uses: 0 }, { remaining: 3_000 }]);
    expect((await shop.sell(command)).body.discountAmount).toBe(body.discountAmount);
  });

  it('of another business is one of nobody', async () => {
    const neighbour = await Shop.open(app, owner);
    const { vouchers } = await issueIn(neighbour, { value: 1_000n });
    await expect(shop.sell(coffee([vouchers[0]!.code]))).rejects.toMatchObject(UNUSABLE);
  });
});

describe('Vouchers', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner);
  });

  it('are issued in batches, each with its code, and told without them', async () => {
    const key = newId();
    const issued = await issueIn(shop, { value: 10_000n, codes: { count: 500 } }, key);
    expect(new Set(issued.vouchers.map(({ code }) => code)).size).toBe(500);
    expect(issued.vouchers.every(({ code }) => /^[2-9A-Z]{16}$/.test(code))).toBe(true);
    expect(await issueIn(shop, { value: 10_000n, codes: { count: 500 } }, key)).toEqual(issued);
    const [event] = (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
      ({ type }) => type === 'catalog.vouchers-issued',
    );
    expect(event!.payload).toMatchObject({ batchId: issued.batchId, count: 500, value: 10_000 });
    expect(JSON.stringify(event)).not.toContain(issued.vouchers[0]!.code);
  });

  it('are listed page by page, the newest first', async () => {
    const { batchId, vouchers } = await issueIn(shop, { value: 1n, codes: { count: 3 } });
    const query = app.get(VouchersQuery);
    const first = await query.list(shop.actor('manager'), { batchId, limit: 2 });
    const second = await query.list(shop.actor('manager'), { batchId, limit: 2, cursor: first.page.nextCursor! });
    expect([...first.data, ...second.data].map(({ code }) => code)).toEqual(
      vouchers.map(({ code }) => code).toReversed(),
    );
    expect(second.page.hasMore).toBe(false);
    await expect(query.list(shop.actor('manager'), { limit: 2, cursor: 'x' })).rejects.toMatchObject({
      code: 'request.cursor-invalid',
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['catalog.promotion-not-found', () => issueIn(shop, { promotionId: newId(), maxUses: 1 })],
    [
      'catalog.promotion-not-by-voucher',
      async () =>
        issueIn(shop, {
          promotionId: await promote(shop, 'Biasa', { byVoucher: false, minSpend: 10n ** 12n }),
          maxUses: 1,
        }),
    ],
    ['customers.customer-not-found', () => issueIn(shop, { value: 1n, customerId: newId() })],
  ])('are refused with %s', async (code, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code });
    expect(await rowsOf(owner, shop.businessId, 'catalog.vouchers')).toHaveLength(503);
  });

  it('have codes of their own', async () => {
    await issueIn(shop, { value: 1n, codes: { code: 'LEBARAN' } });
    const before = await fingerprint(owner);
    await expect(issueIn(shop, { value: 1n, codes: { code: 'LEBARAN' } })).rejects.toMatchObject({
      code: 'catalog.voucher-code-taken',
    });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
