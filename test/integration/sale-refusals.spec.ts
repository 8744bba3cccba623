import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import { CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { SalesApp } from '../support/sales-app';
import { tender } from '../support/sale-terms';
import { Shop, WRITERS } from '../support/shop';
import { fingerprint } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
/** Another business of the same database. */
let neighbour: Shop;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  neighbour = await Shop.open(app, owner);
});

afterAll(() => selling?.close());

interface Refused {
  readonly what: string;
  readonly code: string;
  readonly command: (shop: Shop) => Partial<CreateTransactionCommand>;
  readonly as?: (shop: Shop) => Actor;
}

const NOWHERE = '019aa000-0000-7000-8000-00000000dead';
const line = (productId: string) => (shop: Shop) => ({ items: [{ ...shop.line('1 BERAS'), productId }] });
const modifier = (modifierId: string) => (shop: Shop) => ({
  items: [{ ...shop.line('1 KOPI'), modifiers: [{ modifierId, quantity: 1 }] }],
});

const NOT_FOUND: Refused[] = [
  { what: 'a product that does not exist', code: 'catalog.product-not-found', command: line(NOWHERE) },
  {
    what: 'a neighbour’s product',
    code: 'catalog.product-not-found',
    command: (shop) => line(neighbour.ids.product('BERAS'))(shop),
  },
  {
    what: 'a variant that does not exist',
    code: 'catalog.variant-not-found',
    command: (shop) => ({ items: [shop.line('1 KAOS', { variantId: NOWHERE })] }),
  },
  {
    what: 'a neighbour’s variant',
    code: 'catalog.variant-not-found',
    command: (shop) => ({ items: [shop.line('1 KAOS', { variantId: neighbour.ids.variant('KAOS-M') })] }),
  },
  { what: 'a modifier that does not exist', code: 'catalog.modifier-not-found', command: modifier(NOWHERE) },
  {
    what: 'a neighbour’s modifier',
    code: 'catalog.modifier-not-found',
    command: (shop) => modifier(neighbour.ids.modifier('Tambahan', 'Extra shot'))(shop),
  },
  { what: 'an outlet that does not exist', code: 'identity.outlet-not-found', command: () => ({ outletId: NOWHERE }) },
  {
    what: 'a neighbour’s outlet',
    code: 'identity.outlet-not-found',
    command: () => ({ outletId: neighbour.outletId }),
  },
  {
    what: 'an outlet that the cashier is not assigned to',
    code: 'identity.outlet-not-found',
    command: () => ({}),
    as: (shop) => shop.actor('cashier', ['UJI2']),
  },
  {
    what: 'an outlet that the token names and the business has not',
    code: 'identity.outlet-not-found',
    command: () => ({ outletId: neighbour.outletId }),
    as: (shop) => ({ ...shop.actor(), outletIds: [neighbour.outletId] }),
  },
  { what: 'a shift that does not exist', code: 'sales.shift-not-found', command: () => ({ shiftId: NOWHERE }) },
  { what: 'a neighbour’s shift', code: 'sales.shift-not-found', command: () => ({ shiftId: neighbour.shiftId }) },
  {
    what: 'the shift of another outlet',
    code: 'sales.shift-not-found',
    command: (shop) => ({ outletId: shop.ids.outlet('UJI2') }),
  },
  {
    what: 'a customer that does not exist',
    code: 'customers.customer-not-found',
    command: () => ({ customerId: NOWHERE }),
  },
  {
    what: 'a neighbour’s customer',
    code: 'customers.customer-not-found',
    command: () => ({ customerId: neighbour.ids.customer('Sari') }),
  },
  { what: 'a table that does not exist', code: 'dining.table-not-found', command: () => ({ tableId: NOWHERE }) },
  {
    what: 'a neighbour’s table',
    code: 'dining.table-not-found',
    command: () => ({ tableId: neighbour.ids.table('UJI1', 'A1') }),
  },
  {
    what: 'the table of another outlet',
    code: 'dining.table-not-found',
    command: (shop) => ({ tableId: shop.ids.table('UJI2', 'A1') }),
  },
];

const AGAINST_A_RULE: Refused[] = [
  { what: 'too little money', code: 'sales.payment-short', command: () => ({ payments: [tender('cash', 74_499n)] }) },
  {
    what: 'change out of a card',
    code: 'sales.change-beyond-cash',
    command: () => ({ payments: [tender('card', 80_000n)] }),
  },
  {
    what: 'a price set by a cashier',
    code: 'sales.price-override-forbidden',
    command: (shop) => ({ items: [shop.line('1 BERAS', { unitPrice: 74_500n })] }),
  },
  {
    what: 'a month that the books have closed',
    code: 'ledger.period-closed',
    command: () => ({ occurredAt: new Date('2026-09-30T03:00:00Z') }),
  },
  {
    what: 'a day before any tax rule',
    code: 'sales.tax-rule-missing',
    command: () => ({ occurredAt: new Date('2024-12-31T03:00:00Z') }),
  },
];

describe.each(WRITERS)('The %s writer refuses, and leaves every table as it was,', (writer) => {
  let shop: Shop;
  let before: Record<string, string>;

  beforeAll(async () => {
    shop = await Shop.open(app, owner, { writer });
    await owner.query(
      `insert into ledger.periods (business_id, starts_on, state) values ($1, '2026-09-01', 'closed')`,
      [shop.businessId],
    );
  });

  beforeEach(async () => {
    before = await fingerprint(owner);
  });

  afterAll(() => selling.expectSoundBooks());

  async function expectRefusal(attempt: Promise<unknown>, refusal: Record<string, unknown>): Promise<void> {
    await expect(attempt).rejects.toMatchObject({ name: 'DomainError', ...refusal });
    expect(await fingerprint(owner)).toEqual(before);
  }

  it.each(NOT_FOUND)('$what', async ({ code, command, as }) => {
    await expectRefusal(shop.sell(command(shop), { as: as?.(shop) }), { kind: 'not-found', code });
  });

  it.each(AGAINST_A_RULE)('$what', async ({ code, command }) => {
    await expectRefusal(shop.sell(command(shop)), { code });
  });

  it('more than there is, naming what is short', async () => {
    const productNamed = (sku: string) => ({
      productId: shop.ids.product(sku),
      variantId: null,
      name: shop.plan.products.find((product) => product.sku === sku)!.name,
    });
    const items = ['11 TERAKHIR', '1 BERAS', '40 SABUN', '11 SABUN', '2 KAOS-M'].map((text) => shop.line(text));
    await expectRefusal(shop.sell({ items, payments: [tender('cash', 10_000_000n)] }), {
      kind: 'conflict',
      code: 'inventory.insufficient-stock',
      details: {
        items: [
          { ...productNamed('TERAKHIR'), requested: '11', available: '10' },
          { ...productNamed('SABUN'), requested: '51', available: '50' },
        ].toSorted((a, b) => (a.productId < b.productId ? -1 : 1)),
      },
    });
  });

  it('a shift that is closed', async () => {
    const shiftId = await shop.openTill('UJI1', 'closing');
    await app.get(CloseShiftUseCase).execute(shop.actor(), { shiftId, countedCash: 200_000n }, newId());
    before = await fingerprint(owner);
    await expectRefusal(shop.sell({ shiftId }), { kind: 'conflict', code: 'sales.shift-not-open' });
  });

  it('PPN at a business that is no PKP', async () => {
    const small = await Shop.open(app, owner, { writer, isTaxableEntrepreneur: false });
    before = await fingerprint(owner);
    await expectRefusal(small.sell({ items: [small.line('1 SABUN')] }), {
      kind: 'conflict',
      code: 'sales.ppn-needs-pkp',
    });
  });

  it('a key that was used for another cart', async () => {
    const key = newId();
    await shop.sell({}, { key });
    before = await fingerprint(owner);
    const refusal = { kind: 'invalid', code: 'request.idempotency-key-reused' };
    await expectRefusal(shop.sell({ notes: 'another' }, { key }), refusal);
    await expectRefusal(shop.sell({ items: [shop.line('1 BERAS', { productId: NOWHERE })] }, { key }), refusal);
  });

  it('an id that a sale has, under another key', async () => {
    const id = newId();
    await shop.sell({ id });
    await shop.sell({ id: newId(), items: [shop.line('1 KOPI')] });
    before = await fingerprint(owner);
    const refusal = { kind: 'conflict', code: 'sales.transaction-exists', details: { transactionId: id } };
    await expectRefusal(shop.sell({ id }), refusal);
    await expectRefusal(shop.sell({ id, items: [shop.line('1 KOPI')] }), refusal);
  });

  it('nobody the id that a neighbour’s sale has', async () => {
    const id = newId();
    await neighbour.sell({ id });
    expect((await shop.sell({ id })).body.transactionId).toBe(id);
  });
});
