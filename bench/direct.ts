import { Pool } from 'pg';
import { newId } from '../src/kernel/ids';
import { requestHash } from '../src/platform/database/idempotency';
import { createAppPool } from '../src/platform/database/pool';
import type { SaleContext } from '../src/modules/sales/domain/sale-context';
import { planSale } from '../src/modules/sales/use-cases/plan-sale';
import type { Till } from './tills';
import { randomCart, skuOf } from './world';

/** The same SQL function, called with nothing around it: the most that PostgreSQL and node-postgres give here. */
export class DirectCaller {
  private readonly pool: Pool;

  constructor(databaseUrl: string, connections: number) {
    this.pool = createAppPool(databaseUrl, connections, () => undefined);
  }

  async context(till: Till): Promise<SaleContext> {
    const session = await this.pool.connect();
    try {
      await session.query(`select set_config('app.business_id', $1, false)`, [till.shop.businessId]);
      const { rows: revisions } = await session.query<{ revision: string }>('select revision from catalog.revisions');
      return contextOf(till, BigInt(revisions[0]!.revision));
    } finally {
      session.release(true); // its tenant was set for the session
    }
  }

  /** A plan as the app would make it; made before the clock runs. */
  plan(till: Till, employeeId: string, context: SaleContext, random: () => number): string {
    const cart = randomCart(till.shop, till.outletId, till.shiftId, random);
    const command = {
      ...cart,
      id: null,
      tableId: null,
      customerId: null,
      notes: null,
      points: 0n,
      tip: 0n,
      dueDate: null,
      occurredAt: null,
      items: cart.items.map(({ productId }) => ({
        productId,
        variantId: null,
        quantity: 10_000n,
        unitPrice: null,
        unitId: null,
        modifiers: [],
        choices: [],
        discount: null,
        notes: null,
      })),
      discount: null,
      vouchers: [],
      approvals: [],
      payments: [{ method: 'cash' as const, amount: 200_000n, reference: null }],
    };
    const actor = {
      businessId: till.shop.businessId,
      employeeId,
      role: 'owner' as const,
      outletIds: [till.outletId],
      outletId: null,
      correlationId: newId(),
    };
    const idempotent = {
      idempotencyKey: newId(),
      operation: 'sales.create-transaction',
      requestHash: requestHash(command),
    };
    return JSON.stringify(planSale(actor, command, context, idempotent, new Date()));
  }

  async call(plan: string): Promise<void> {
    await this.pool.query({ name: 'sale', text: 'select create_transaction_atomic($1::jsonb)', values: [plan] });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}

/** What the app would have read of a shop of the bench. */
function contextOf(till: Till, revision: bigint): SaleContext {
  return {
    revision,
    isTaxableEntrepreneur: false,
    outlet: {
      id: till.outletId,
      code: till.outletCode,
      timeZone: 'Asia/Jakarta',
      dayStartsAt: '00:00',
      serviceChargeBps: 500,
      serviceChargeBase: 'post_discount',
      serviceChargeTaxable: true,
      cashRoundingStep: 1n,
      cashRoundingDirection: 'nearest',
    },
    priceLists: [],
    customer: null,
    pointValue: 0n,
    taxRules: [
      {
        id: till.shop.ids.taxRule('PBJT'),
        name: 'PBJT',
        source: 'UU 1/2022',
        code: 'PBJT',
        outletId: null,
        kind: 'pbjt',
        rateBps: 1_000,
        baseNumerator: 1,
        baseDenominator: 1,
        priceIncludesTax: false,
        liabilityRole: 'PBJT_PAYABLE',
        validFrom: '2020-01-01',
        validTo: null,
      },
    ],
    promotions: [],
    usedUp: new Set(),
    vouchers: [],
    lent: [],
    products: new Map(productsOf(till).map((product) => [product.id, product])),
  };
}

function productsOf({ shop }: Till) {
  return Array.from({ length: 40 }, (_, place) => ({
    id: shop.ids.product(skuOf(place)),
    categoryId: 'drinks',
    name: `Product ${place}`,
    price: BigInt(5_000 + 500 * place),
    uom: 'pcs',
    active: true,
    quantityDecimals: 0,
    trackStock: true,
    taxCode: 'PBJT',
    revenueRole: 'SALES_FNB',
    station: place % 4 === 0 ? 'bar' : null,
    variants: [],
    units: [],
    listPrices: [],
    modifierGroups: [],
    comboSlots: [],
  }));
}
