import type { BusinessPlan } from '../../src/demo/business-plan';
import { createBusiness } from '../../src/demo/create-business';
import { pinRows } from '../../src/demo/demo-pins';
import { withAppSession } from '../../src/demo/tenant-session';
import { newId } from '../../src/kernel/ids';
import { hashPassword } from '../../src/platform/auth/passwords';
import { TEST_PASSWORD } from './template-database';

export interface PlainShopOptions {
  readonly outlets?: number;
  readonly products?: number;
  /** Of each product, in each outlet. */
  readonly stock?: string;
}

/**
 * A shop of its own, as large as a test wants it: outlets S001 …, counted products P0001 … at 10,000 rupiah that cost
 * 6,000, PPN inside the price, and owner@, cashier@ under an address of its own. `idsOf(plan.id)` knows the ids.
 */
export function plainShop({ outlets = 1, products = 10, stock = '1000' }: PlainShopOptions = {}): BusinessPlan {
  const id = newId();
  const address = 'Jl. Uji 1, Jakarta';
  return {
    id,
    name: 'Toko Uji',
    legalName: 'PT Toko Uji',
    address,
    isTaxableEntrepreneur: true,
    openingCash: 1_000_000,
    outlets: numbered(outlets, 3).map((number) => ({
      code: `S${number}`,
      name: `Toko Uji ${number}`,
      address,
      timeZone: 'Asia/Jakarta',
    })),
    employees: [
      { email: `owner@${id}.test`, name: 'Pemilik', role: 'owner' },
      { email: `cashier@${id}.test`, name: 'Kasir', role: 'cashier' },
    ],
    taxRules: [
      {
        code: 'PPN',
        name: 'PPN',
        kind: 'ppn',
        rateBps: 1_200,
        base: [11, 12],
        priceIncludesTax: true,
        liabilityRole: 'VAT_OUT',
        source: 'PMK 131/2024',
      },
    ],
    products: numbered(products, 4).map((number) => ({
      sku: `P${number}`,
      name: `Barang ${number}`,
      category: 'Barang',
      price: 10_000,
      taxCode: 'PPN',
      revenueRole: 'SALES',
      stock: { quantity: stock, unitCost: 6_000 },
    })),
  };
}

/** Makes the businesses in a database that is migrated; all their log-ins have `TEST_PASSWORD`. */
export async function openBusinesses(databaseUrl: string, plans: readonly BusinessPlan[]): Promise<void> {
  const passwordHash = await hashPassword(TEST_PASSWORD);
  await withAppSession(databaseUrl, async (session) => {
    for (const plan of plans) {
      await createBusiness(session, plan, { passwordHash, pins: await pinRows(plan, TEST_PASSWORD), at: new Date() });
    }
  });
}

function numbered(count: number, digits: number): string[] {
  return Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, '0'));
}
