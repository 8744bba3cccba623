import { createBusiness } from '../src/demo/create-business';
import { type BusinessIds, idsOf } from '../src/demo/business-ids';
import type { BusinessPlan } from '../src/demo/business-plan';
import { withAppSession } from '../src/demo/tenant-session';
import { derivedId, newId } from '../src/kernel/ids';

const PRODUCTS = 40;
const OUTLETS = 10;
/** Fixed, so that two runs make the same world. */
const SEED = 'a3f1c1de-0000-5000-8000-000000000000';

export interface Shop {
  readonly businessId: string;
  readonly ids: BusinessIds;
  readonly ownerEmail: string;
  readonly outletCodes: readonly string[];
}

export interface World {
  /** Sold through the SQL function. */
  readonly atomic: readonly Shop[];
  /** Sold through the standard writer. */
  readonly standard: readonly Shop[];
}

/** Many small cafés: 10 outlets each, 40 counted products, 5 % service charge and 10 % PBJT, every fourth item for the kitchen. */
export async function createWorld(databaseUrl: string, shopsPerWriter: number, passwordHash: string): Promise<World> {
  return withAppSession(databaseUrl, async (session) => {
    const make = async (writer: 'atomic' | 'standard', place: number): Promise<Shop> => {
      const plan = shopPlan(`${writer}-${place}`);
      await createBusiness(session, plan, { passwordHash, at: new Date() });
      await session.query('begin');
      await session.query(`select set_config('app.business_id', $1, true)`, [plan.id]);
      await session.query('update identity.tenant_config set use_atomic_function = $2 where business_id = $1', [
        plan.id,
        writer === 'atomic',
      ]);
      await session.query('commit');
      return {
        businessId: plan.id,
        ids: idsOf(plan.id),
        ownerEmail: plan.employees[0]!.email,
        outletCodes: plan.outlets.map(({ code }) => code),
      };
    };
    const places = Array.from({ length: shopsPerWriter }, (_, place) => place);
    const world = { atomic: [] as Shop[], standard: [] as Shop[] };
    for (const place of places) {
      world.atomic.push(await make('atomic', place));
      world.standard.push(await make('standard', place));
    }
    return world;
  });
}

function shopPlan(name: string): BusinessPlan {
  return {
    id: derivedId(SEED, name),
    name,
    legalName: name,
    address: 'Jakarta',
    isTaxableEntrepreneur: false,
    openingCash: 1_000_000,
    outlets: Array.from({ length: OUTLETS }, (_, place) => ({
      code: `OUT${place}`,
      name: `Outlet ${place}`,
      address: 'Jakarta',
      timeZone: 'Asia/Jakarta',
      serviceChargeBps: 500,
    })),
    employees: [{ email: `owner@${name}.test`, name: 'Owner', role: 'owner' }],
    taxRules: [
      {
        code: 'PBJT',
        name: 'PBJT 10 %',
        kind: 'pbjt',
        rateBps: 1_000,
        priceIncludesTax: false,
        liabilityRole: 'PBJT_PAYABLE',
        source: 'bench',
      },
    ],
    products: Array.from({ length: PRODUCTS }, (_, place) => ({
      sku: skuOf(place),
      name: `Product ${place}`,
      category: 'All',
      price: 5_000 + 500 * place,
      taxCode: 'PBJT',
      revenueRole: 'SALES_FNB',
      ...(place % 4 === 0 ? { station: 'bar' } : {}),
      stock: { quantity: '10000000', unitCost: 2_000 + 100 * place },
    })),
  };
}

export function skuOf(place: number): string {
  return `SKU-${String(place).padStart(2, '0')}`;
}

export interface Cart {
  readonly outletId: string;
  readonly shiftId: string;
  readonly orderType: 'takeaway';
  readonly items: readonly { productId: string; quantity: string }[];
  readonly payments: readonly { method: 'cash'; amount: number }[];
}

/** Three different products, paid in cash with change. */
export function randomCart(shop: Shop, outletId: string, shiftId: string, random: () => number): Cart {
  const chosen = new Set<number>();
  while (chosen.size < 3) chosen.add(Math.floor(random() * PRODUCTS));
  return {
    outletId,
    shiftId,
    orderType: 'takeaway',
    items: [...chosen].map((place) => ({ productId: shop.ids.product(skuOf(place)), quantity: '1' })),
    payments: [{ method: 'cash', amount: 200_000 }],
  };
}

export const newKey = newId;
