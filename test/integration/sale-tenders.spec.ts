import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { TransactionsQuery } from '../../src/modules/sales/queries/transactions.query';
import { allowToOwe, giveStoreCredit } from '../support/customer-credit';
import { giftCard, sellGiftCard } from '../support/gift-cards';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;

beforeAll(async () => {
  // Of fifty at once none waits for a connection until it is refused.
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24', SALES_PER_OUTLET_AT_ONCE: '24' });
  ({ app, owner } = selling);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const codesOf = (results: PromiseSettledResult<unknown>[]): unknown[] =>
  results.flatMap((result) => (result.status === 'rejected' ? [(result.reason as { code: string }).code] : []));

describe.each(WRITERS)('By the %s writer', (writer) => {
  let shop: Shop;
  let customerId: string;

  beforeEach(async () => {
    shop = await Shop.open(app, owner, { writer });
    customerId = shop.ids.customer('Sari');
  });

  const rows = (table: string) => rowsOf(owner, shop.businessId, table);
  const journal = async (entryId: string | null) => {
    const { rows: found } = await owner.query('select ledger.entry_lines($1, $2) as lines', [shop.businessId, entryId]);
    return (found[0].lines as { code: string; debit: number; credit: number }[]).map(({ code, debit, credit }) => [
      code,
      debit - credit,
    ]);
  };
  /** A bag of rice with service for 78.225. */
  const owe = (asked: Partial<Parameters<Shop['sell']>[0]> = {}) =>
    shop.sell({ customerId, dueDate: '2026-12-21', payments: [], ...asked });
  const expectRefusal = async (sale: () => Promise<unknown>, refusal: object) => {
    const before = await fingerprint(owner);
    await expect(sale()).rejects.toMatchObject(refusal);
    expect(await fingerprint(owner)).toEqual(before);
  };

  it('a tip is owed to the staff: not revenue, not taxed, and in no total but its own', async () => {
    const payments = [tender('card', 90_000n), tender('cash', 20_000n)];
    const { body } = await shop.sell({ items: [shop.line('1 KOPI')], payments, tip: 80_000n });
    expect(body).toMatchObject({ grandTotal: 28_900, tip: 80_000, rounding: 25, paid: 110_000, change: 1_100 });
    expect(await journal(body.ledgerEntryId)).toEqual([
      ['1122', 90_000],
      ['1101', 18_900],
      ['4102', -25_000],
      ['4104', -1_250],
      ['2112', -2_625],
      ['2131', -80_000],
      ['4202', -25],
    ]);
    expect(await rows('sales.shift_totals')).toMatchObject([
      { sales_total: 28_900, tip_total: 80_000, expected_cash: 218_900 },
    ]);
  });

  describe('what is left on account', () => {
    beforeEach(() => allowToOwe(owner, shop, 200_000));

    it('is posted as owed, and stays open until its due date', async () => {
      const { body } = await owe({ payments: [tender('cash', 40_000n)] });
      expect(body).toMatchObject({
        ...{ grandTotal: 78_225, rounding: 0, paid: 40_000, change: 0 },
        ...{ onAccount: 38_225, dueDate: '2026-12-21', paymentStatus: 'partial' },
      });
      expect((await journal(body.ledgerEntryId)).slice(0, 2)).toEqual([
        ['1101', 40_000],
        ['1131', 38_225],
      ]);
      expect(await rows('ledger.open_items')).toMatchObject([
        {
          ...{ kind: 'receivable', customer_id: customerId, source_type: 'sale', source_id: body.transactionId },
          ...{ amount: 38_225, settled: 0, opened_on: '2026-11-21', due_date: '2026-12-21' },
        },
      ]);
      expect(await rows('sales.shift_totals')).toMatchObject([{ on_account_total: 38_225, expected_cash: 240_000 }]);
      const shown = await app.get(TransactionsQuery).get(shop.actor(), body.transactionId);
      expect(shown).toMatchObject({ onAccount: 38_225, dueDate: '2026-12-21', paymentStatus: 'partial' });
    });

    it('is nothing when all is paid after all', async () => {
      const { body } = await owe({ payments: [tender('cash', 80_000n)] });
      expect(body).toMatchObject({ onAccount: 0, dueDate: null, paymentStatus: 'paid', change: 1_800 });
      expect(await rows('ledger.open_items')).toEqual([]);
    });

    it('comes to the limit, and not to one rupiah more', async () => {
      await owe();
      await allowToOwe(owner, shop, 2 * 78_225 - 1);
      const facts = { limit: 156_449, owed: 78_225, asked: 78_225 };
      await expectRefusal(owe, { kind: 'conflict', code: 'customers.credit-limit-exceeded', details: { facts } });
      await allowToOwe(owner, shop, 2 * 78_225);
      expect((await owe()).body.paymentStatus).toBe('unpaid');
    });

    it('is for somebody whom the shop knows', async () => {
      await expectRefusal(() => owe({ customerId: null }), { kind: 'invalid', code: 'sales.customer-required' });
      await expectRefusal(() => owe({ customerId: newId() }), { code: 'customers.customer-not-found' });
      await expectRefusal(() => owe({ dueDate: '2026-11-20' }), { kind: 'invalid', code: 'sales.due-date-past' });
      await expectRefusal(() => owe({ tip: 1n }), { kind: 'invalid', code: 'sales.tip-on-account' });
    });

    it('is never more than the limit, also when fifty ask at once', async () => {
      await allowToOwe(owner, shop, 5 * 28_875 + 28_874);
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => owe({ items: [shop.line('1 KOPI')] })));
      expect(codesOf(results)).toEqual(Array(45).fill('customers.credit-limit-exceeded'));
      expect(await rows('ledger.open_items')).toHaveLength(5);
    });
  });

  describe('store credit', () => {
    beforeEach(() => giveStoreCredit(shop, 60_000));
    const buy = (storeCredit: bigint) =>
      shop.sell({ customerId, payments: [tender('store_credit', storeCredit), tender('qris', 78_225n - storeCredit)] });

    it('pays as much as there is of it', async () => {
      const { body } = await buy(60_000n);
      expect((await journal(body.ledgerEntryId)).slice(0, 2)).toEqual([
        ['2125', 60_000],
        ['1121', 18_225],
      ]);
      expect(await rows('customers.store_credits')).toMatchObject([{ customer_id: customerId, balance: 0 }]);
      expect(await rows('customers.store_credit_entries')).toContainEqual(
        expect.objectContaining({ amount: -60_000, source_type: 'sale', source_id: body.transactionId }),
      );
    });

    it('pays not one rupiah more, and nothing for a stranger', async () => {
      await expectRefusal(() => buy(60_001n), { kind: 'conflict', code: 'customers.store-credit-short' });
      const payments = [tender('store_credit', 78_225n)];
      await expectRefusal(() => shop.sell({ payments }), { kind: 'invalid', code: 'sales.customer-required' });
    });

    it('is spent once, also when fifty ask at once', async () => {
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => buy(20_000n)));
      expect(codesOf(results)).toEqual(Array(47).fill('customers.store-credit-short'));
    });
  });

  describe('a gift card', () => {
    let code: string;
    let giftCardId: string;
    beforeEach(async () => ({ code, giftCardId } = await sellGiftCard(app, shop)));
    const buy = (amount: bigint, ...others: bigint[]) => {
      const rest = 78_225n - amount - others.reduce((sum, other) => sum + other, 0n);
      const payments = [amount, ...others].map((part) => giftCard(code, part));
      return shop.sell({ payments: rest > 0n ? [...payments, tender('qris', rest)] : payments });
    };
    const change = (column: string, value: unknown) =>
      owner.query(`update customers.gift_cards set ${column} = $2 where id = $1`, [giftCardId, value]);
    const balance = async () => (await rows('customers.gift_cards'))[0]!.balance;

    it('pays as much as there is on it, in as many parts as one likes, and keeps its code to itself', async () => {
      const { body } = await buy(60_000n, 8_225n);
      expect((await journal(body.ledgerEntryId)).slice(0, 2)).toEqual([
        ['2124', 68_225],
        ['1121', 10_000],
      ]);
      expect(body.payments[0]!.reference).toBe(code.slice(-4));
      expect(await rows('sales.payments')).toContainEqual(expect.objectContaining({ reference: code.slice(-4) }));
      expect(await balance()).toBe(31_775);
      expect(await rows('customers.gift_card_entries')).toContainEqual(
        expect.objectContaining({ amount: -68_225, source_type: 'sale', source_id: body.transactionId }),
      );
      await buy(31_775n);
      const facts = { ending: code.slice(-4), balance: 0, asked: 1 };
      const refusal = { kind: 'conflict', code: 'customers.gift-card-short', details: { facts } };
      await expectRefusal(() => buy(1n), refusal);
    });

    it('pays together with another', async () => {
      const other = await sellGiftCard(app, shop, { amount: 20_000n });
      await shop.sell({ payments: [giftCard(code, 58_225n), giftCard(other.code, 20_000n)] });
      expect((await rows('customers.gift_cards')).map((card) => card.balance).toSorted()).toEqual([0, 41_775]);
    });

    it('pays on its last day, and not after it, nor when it is blocked', async () => {
      await change('expires_on', '2026-11-21');
      await buy(1_000n);
      await change('expires_on', '2026-11-20');
      await expectRefusal(() => buy(1_000n), { kind: 'conflict', code: 'customers.gift-card-expired' });
      await change('expires_on', null);
      await change('blocked', true);
      await expectRefusal(() => buy(1_000n), { kind: 'conflict', code: 'customers.gift-card-blocked' });
    });

    it('is one of ours, by its code', async () => {
      const stranger = await Shop.open(app, owner, { writer });
      const payments = [giftCard(code, 78_225n)];
      const refusal = { kind: 'not-found', code: 'customers.gift-card-not-found' };
      await expectRefusal(() => stranger.sell({ payments }), refusal);
      await expectRefusal(() => shop.sell({ payments: [giftCard('0'.repeat(20), 78_225n)] }), refusal);
      await expectRefusal(() => shop.sell({ payments: [giftCard('kartu', 78_225n)] }), refusal);
      const unnamed = { payments: [tender('gift_card', 78_225n)] };
      await expectRefusal(() => shop.sell(unnamed), { kind: 'invalid', code: 'sales.gift-card-code-required' });
    });

    it('is spent once, also when fifty ask at once', async () => {
      const results = await Promise.allSettled(Array.from({ length: 50 }, () => buy(30_000n)));
      expect(codesOf(results)).toEqual(Array(47).fill('customers.gift-card-short'));
      expect(await balance()).toBe(10_000);
    });
  });
});
