import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { PreviewTransactionUseCase } from '../../src/modules/sales/use-cases/preview-transaction.use-case';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const DISCOUNT = { off: { kind: 'percentage' as const, rateBps: 1_000 }, reason: 'pelanggan lama' };

describe.each(WRITERS)('A sale that is approved, by the %s writer', (writer) => {
  let shop: Shop;
  let till: Undoing;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    till = new Undoing(shop, owner);
    await till.givePin();
  });

  const manager = () => shop.ids.employee('manager@uji.test');

  it('is discounted by a cashier, once, and says who answers for it', async () => {
    const id = newId();
    const approval = await till.approve('sale.discount', id);
    const key = newId();
    const command = { id, discount: DISCOUNT, approvals: [approval] };
    await app.get(PreviewTransactionUseCase).execute(shop.actor(), shop.command(command)); // takes nothing
    const { body } = await shop.sell(command, { key });
    const approvals = [{ approvalId: approval, action: 'sale.discount', approvedBy: manager() }];
    expect(body).toMatchObject({ discountAmount: 7_450, approvals });
    expect(await app.get(TransactionsQuery).get(shop.actor(), id)).toMatchObject({ approvals });
    const told = (await rowsOf(owner, shop.businessId, 'outbox.events')).find(
      ({ type, payload }: any) => type === 'sales.transaction-created' && payload.transactionId === id,
    );
    expect(told).toMatchObject({ actor: { role: 'cashier' }, payload: { approvals } });
    expect(await shop.sell(command, { key })).toEqual({ body, replayed: true });

    const before = await fingerprint(owner);
    await expect(shop.sell(command)).rejects.toMatchObject({ code: 'identity.approval-invalid' });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('has another price and a discount by two approvals', async () => {
    const id = newId();
    const approvals = [await till.approve('sale.discount', id), await till.approve('sale.override-price', id)];
    const { body } = await shop.sell({
      ...{ id, discount: DISCOUNT, approvals },
      items: [shop.line('1 BERAS', { unitPrice: 50_000n })],
    });
    expect(body.approvals.map(({ action }) => action).toSorted()).toEqual(['sale.discount', 'sale.override-price']);
    expect(body).toMatchObject({ subtotal: 50_000, discountAmount: 5_000 });
  });

  it('takes nothing of what its seller may do anyway', async () => {
    const id = newId();
    const approval = await till.approve('sale.discount', id);
    const { body } = await shop.sell({ id, discount: DISCOUNT, approvals: [approval] }, { as: shop.actor('manager') });
    expect(body.approvals).toEqual([]);
    const approvals = await rowsOf(owner, shop.businessId, 'identity.approvals');
    expect(approvals.find((row) => row.id === approval)).toMatchObject({ taken_at: null });
  });

  it('is made once by ten at once', async () => {
    const id = newId();
    const approvals = [await till.approve('sale.discount', id)];
    const sales = await Promise.allSettled(
      Array.from({ length: 10 }, () => shop.sell({ id, discount: DISCOUNT, approvals })),
    );
    expect(sales.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each<[string, string, () => Promise<Partial<CreateTransactionCommand>>]>([
    ['without one', 'sales.discount-forbidden', async () => ({ id: newId() })],
    ['of nobody', 'identity.approval-invalid', async () => ({ id: newId(), approvals: [newId()] })],
    [
      'for another sale',
      'identity.approval-invalid',
      async () => ({ id: newId(), approvals: [await till.approve('sale.discount', newId())] }),
    ],
    [
      'for no sale in particular',
      'sales.approval-needs-id',
      async () => ({ approvals: [await till.approve('sale.discount', newId())] }),
    ],
    [
      'for something else',
      'identity.approval-invalid',
      async () => {
        const id = newId();
        return { id, approvals: [await till.approve('sale.override-price', id)] };
      },
    ],
    [
      'that has expired',
      'identity.approval-invalid',
      async () => {
        const id = newId();
        const approvals = [await till.approve('sale.discount', id)];
        await owner.query(
          `update identity.approvals set approved_at = approved_at - interval '1 hour',
                  expires_at = expires_at - interval '1 hour' where business_id = $1`,
          [shop.businessId],
        );
        return { id, approvals };
      },
    ],
  ])('%s is refused with %s, and nothing is written', async (_, code, commandOf) => {
    const command = { discount: DISCOUNT, ...(await commandOf()) };
    const before = await fingerprint(owner);
    await expect(shop.sell(command)).rejects.toMatchObject({ kind: expect.any(String), code });
    expect(await fingerprint(owner)).toEqual(before);
  });
});
