import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import {
  type IssueVouchersCommand,
  IssueVouchersUseCase,
} from '../../src/modules/catalog/use-cases/issue-vouchers.use-case';
import {
  type WithdrawVoucherCommand,
  WithdrawVoucherUseCase,
} from '../../src/modules/catalog/use-cases/withdraw-voucher.use-case';
import { CalculateCartUseCase } from '../../src/modules/sales/use-cases/calculate-cart.use-case';
import { Database, writerOf } from '../../src/platform/database/database';
import { tender } from '../support/sale-terms';
import { NOW, SalesApp } from '../support/sales-app';
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

describe.each(WRITERS)('A voucher that is withdrawn, by the %s writer,', (writer) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
  });

  async function issue(terms: Partial<IssueVouchersCommand> = {}) {
    const command = {
      ...{ codes: { count: 1 }, promotionId: null, value: 40_000n, maxUses: null },
      ...{ customerId: null, validFrom: null, validTo: null },
      ...terms,
    };
    const { body } = await app.get(IssueVouchersUseCase).execute(shop.actor('manager'), command, newId());
    return body.vouchers[0]!;
  }
  const withdraw = (voucher: WithdrawVoucherCommand['voucher'], key = newId() as string) =>
    app.get(WithdrawVoucherUseCase).execute(shop.actor('manager'), { voucher, reason: 'salah cetak' }, key);
  const coffee = (code: string, more: object = {}) => ({
    ...{ items: [shop.line('1 KOPI')], vouchers: [code], payments: [tender('cash', 100_000n)] },
    ...more,
  });
  const expectRefused = async (attempt: () => Promise<unknown>, code: string) => {
    const before = await fingerprint(owner);
    await expect(attempt()).rejects.toMatchObject({ name: 'DomainError', code });
    expect(await fingerprint(owner)).toEqual(before);
  };

  it('is taken no more, and says so; what was sold with it stays', async () => {
    const { voucherId, code } = await issue();
    const { body: sale } = await shop.sell(coffee(code));
    const { body } = await withdraw({ id: voucherId });
    expect(body).toMatchObject({
      ...{ voucherId, remaining: 40_000 - sale.discountAmount },
      ...{ withdrawnAt: NOW.toISOString(), withdrawnReason: 'salah cetak' },
    });
    await expectRefused(() => shop.sell(coffee(code)), 'catalog.voucher-withdrawn');
    const cart = shop.command(coffee(code));
    await expectRefused(() => app.get(CalculateCartUseCase).execute(shop.actor(), cart), 'catalog.voucher-withdrawn');
    const [event] = (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
      ({ type, payload }) => type === 'catalog.voucher-withdrawn' && (payload as any).voucherId === voucherId,
    );
    expect(event).toMatchObject({ stream_id: shop.businessId, payload: { reason: 'salah cetak', value: 40_000 } });
    expect(JSON.stringify(event)).not.toContain(code);
  });

  it('is named by its code as well, and answered again under its key', async () => {
    const { voucherId, code } = await issue();
    const key = newId();
    const first = await withdraw({ code }, key);
    expect(first.body.voucherId).toBe(voucherId);
    const before = await fingerprint(owner);
    expect(await withdraw({ code }, key)).toEqual({ ...first, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
  });

  it('says so to nobody who could not use it anyway', async () => {
    const { code } = await issue({ customerId: shop.ids.customer('Sari') });
    await withdraw({ code });
    await expectRefused(() => shop.sell(coffee(code)), 'catalog.voucher-unusable');
    const named = coffee(code, { customerId: shop.ids.customer('Sari') });
    await expectRefused(() => shop.sell(named), 'catalog.voucher-withdrawn');
  });

  it('stays withdrawn when a sale of before is voided, which gives back what it took', async () => {
    const { voucherId, code } = await issue();
    const { body: sale } = await shop.sell(coffee(code));
    await withdraw({ code });
    await new Undoing(shop, owner).void(sale.transactionId);
    const rows = await rowsOf(owner, shop.businessId, 'catalog.vouchers');
    expect(rows.find(({ id }) => id === voucherId)).toMatchObject({ remaining: 40_000 });
    await expectRefused(() => shop.sell(coffee(code)), 'catalog.voucher-withdrawn');
  });

  it.each<[string, string, () => Promise<WithdrawVoucherCommand['voucher']>]>([
    ['does not exist', 'catalog.voucher-not-found', async () => ({ code: 'NOBODYS' })],
    ['has no such id', 'catalog.voucher-not-found', async () => ({ id: newId() })],
    [
      'is used up',
      'catalog.voucher-used-up',
      async () => {
        const { code } = await issue({ value: 1_000n });
        await shop.sell(coffee(code));
        return { code };
      },
    ],
    [
      'is withdrawn already',
      'catalog.voucher-withdrawn',
      async () => {
        const { code } = await issue();
        await withdraw({ code });
        return { code };
      },
    ],
  ])('is not one that %s', async (_, code, prepare) => {
    const voucher = await prepare();
    await expectRefused(() => withdraw(voucher), code);
  });

  it('is refused by the commit of a sale that was priced before', async () => {
    const { voucherId, code } = await issue();
    await withdraw({ code });
    const vouchers = JSON.stringify([{ id: voucherId, amount: 1 }]);
    const commit = () =>
      app.get(Database).change(writerOf(shop.actor()), async ({ businessId, prisma }) => {
        await prisma.$executeRaw`select catalog.take_vouchers(${businessId}::uuid, ${vouchers}::jsonb)`;
      });
    await expectRefused(commit, 'catalog.voucher-withdrawn');
  });

  it('is used by the sales of before it, and by none after, whoever asks at once', async () => {
    const { voucherId, code } = await issue({ value: 1_000_000n });
    const [withdrawal, ...sales] = await Promise.allSettled([
      withdraw({ code }),
      ...Array.from({ length: 20 }, () => shop.sell(coffee(code))),
    ]);
    expect(withdrawal.status).toBe('fulfilled');
    const sold = sales.filter(({ status }) => status === 'fulfilled').length;
    for (const sale of sales) {
      if (sale.status === 'rejected') expect(sale.reason).toMatchObject({ code: 'catalog.voucher-withdrawn' });
    }
    const rows = await rowsOf(owner, shop.businessId, 'catalog.vouchers');
    expect(rows.find(({ id }) => id === voucherId)).toMatchObject({ remaining: 1_000_000 - 25_000 * sold });
    const [{ payload }] = (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
      (event) => event.type === 'catalog.voucher-withdrawn' && (event.payload as any).voucherId === voucherId,
    ) as any[];
    expect(payload.remaining).toBe(1_000_000 - 25_000 * sold);
  });
});
