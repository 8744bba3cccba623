import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { RefundMethod } from '../../src/modules/sales';
import { ReceivePaymentUseCase } from '../../src/modules/sales/use-cases/receive-payment.use-case';
import { allowToOwe } from '../support/customer-credit';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';
import { Undoing } from '../support/undoing';

const METHODS: readonly RefundMethod[] = ['cash', 'store_credit', 'original'];

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let undoing: Undoing;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
  undoing = new Undoing(shop, owner);
  await allowToOwe(owner, shop, 10_000_000);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

/** Four coffees for 115.500, of which so much is paid at once by QRIS, and so much later by bank transfer. */
async function sell({ qris, later }: { qris: bigint; later: bigint }) {
  const { body: sale } = await shop.sell({
    customerId: shop.ids.customer('Sari'),
    items: [shop.line('4 KOPI')],
    payments: qris > 0n ? [tender('qris', qris)] : [],
    dueDate: '2026-12-21',
  });
  expect(sale.grandTotal).toBe(115_500);
  const received = { method: 'bank_transfer', shiftId: null, reference: null } as const;
  const [item] = (await rowsOf(owner, shop.businessId, 'ledger.open_items')).filter(
    ({ source_id }) => source_id === sale.transactionId,
  );
  const command = { receivableId: item!.id as string, amount: later, ...received };
  if (later > 0n) await app.get(ReceivePaymentUseCase).execute(shop.actor(), command, newId());
  return sale;
}

const refund = async (sale: Awaited<ReturnType<typeof sell>>, quantity: string, method: RefundMethod) => {
  const { body } = await undoing.refund(sale, { items: [quantity], method });
  return { onAccount: body.onAccount, back: body.payments.map((payment) => [payment.method, payment.amount]) };
};

describe('A refund of a sale on account', () => {
  it.each(METHODS)('that nobody has paid makes the debt less, by the method %s', async (method) => {
    const sale = await sell({ qris: 0n, later: 0n });
    expect(await refund(sale, '2', method)).toEqual({ onAccount: 57_750, back: [] });
    expect(await refund(sale, '2', method)).toEqual({ onAccount: 57_750, back: [] });
  });

  it.each([
    ['cash', 30_000],
    ['store_credit', 30_000],
  ] as const)(
    'that was paid in part makes the debt less first, and gives the rest back by %s',
    async (method, rest) => {
      const sale = await sell({ qris: 0n, later: 30_000n });
      expect(await refund(sale, '2', method)).toEqual({ onAccount: 57_750, back: [] });
      expect(await refund(sale, '2', method)).toEqual({ onAccount: 27_750, back: [[method, rest]] });
    },
  );

  it.each([
    ['cash', 57_800, 57_700], // to the step of the outlet, and in the end what was paid
    ['store_credit', 57_750, 57_750],
  ] as const)('that was paid later gives it back by %s', async (method, first, last) => {
    const sale = await sell({ qris: 0n, later: 115_500n });
    expect(await refund(sale, '2', method)).toEqual({ onAccount: 0, back: [[method, first]] });
    expect(await refund(sale, '2', method)).toEqual({ onAccount: 0, back: [[method, last]] });
  });

  it('that was paid later does not go back the way it came, and says what would', async () => {
    const paidLater = await sell({ qris: 0n, later: 115_500n });
    const refusal = (asked: number, left: number) => ({
      ...{ name: 'DomainError', kind: 'conflict', code: 'sales.no-original-tender' },
      details: { asked, left },
    });
    const before = await fingerprint(owner);
    await expect(refund(paidLater, '2', 'original')).rejects.toMatchObject(refusal(57_750, 0));
    expect(await fingerprint(owner)).toEqual(before);

    const both = await sell({ qris: 60_000n, later: 55_500n });
    expect(await refund(both, '2', 'original')).toEqual({ onAccount: 0, back: [['qris', 57_750]] });
    await expect(refund(both, '2', 'original')).rejects.toMatchObject(refusal(57_750, 2_250));
    expect(await refund(both, '2', 'store_credit')).toEqual({ onAccount: 0, back: [['store_credit', 57_750]] });
  });
});
