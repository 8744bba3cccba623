import type { BusinessPlan, ProductPlan } from '../../src/demo/business-plan';
import { newId } from '../../src/kernel/ids';

const EXEMPT = { taxCode: 'BEBAS', revenueRole: 'SALES', category: 'Barang' } as const;
const TAXED = { ...EXEMPT, taxCode: 'PPN' } as const;
const COOKED = { taxCode: 'PBJT', revenueRole: 'SALES_FNB', category: 'Dapur' } as const;

export const SHELVES = 40;

/** A row of plain goods, for carts with many different ones. */
const shelves: ProductPlan[] = Array.from({ length: SHELVES }, (_, place) => ({
  ...EXEMPT,
  sku: shelf(place),
  name: `Barang ${place}`,
  price: 5_000,
  stock: { quantity: '1000', unitCost: 3_000 },
}));

export function shelf(place: number): string {
  return `RAK-${String(place).padStart(2, '0')}`;
}

/**
 * A shop that sells something of every kind: with PPN, with restaurant tax and with none, counted and not, in variants,
 * with modifiers, by weight. UJI1 and UJI2 take a service charge of 5 %.
 */
export function cornerShop(shop: Partial<BusinessPlan> = {}): BusinessPlan {
  return {
    id: newId(),
    name: 'Toko Uji',
    legalName: 'PT Toko Uji',
    address: 'Jl. Uji 1, Jakarta',
    isTaxableEntrepreneur: true,
    openingCash: 1_000_000,
    outlets: [
      {
        code: 'UJI1',
        name: 'Uji Satu',
        address: '',
        timeZone: 'Asia/Jakarta',
        serviceChargeBps: 500,
        tables: [{ code: 'A1', seats: 2 }],
      },
      {
        code: 'UJI2',
        name: 'Uji Dua',
        address: '',
        timeZone: 'Asia/Makassar',
        serviceChargeBps: 500,
        tables: [{ code: 'A1', seats: 2 }],
      },
    ],
    employees: [
      { email: 'owner@uji.test', name: 'Pemilik', role: 'owner' },
      { email: 'manager@uji.test', name: 'Manajer', role: 'manager' },
      { email: 'cashier@uji.test', name: 'Kasir', role: 'cashier' },
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
      {
        code: 'PBJT',
        name: 'PBJT',
        kind: 'pbjt',
        rateBps: 1_000,
        priceIncludesTax: false,
        liabilityRole: 'PBJT_PAYABLE',
        source: 'UU 1/2022',
      },
      { code: 'BEBAS', name: 'Bebas', kind: 'none', rateBps: 0, priceIncludesTax: false, source: 'PP 49/2022' },
    ],
    modifierGroups: [
      {
        name: 'Tambahan',
        minSelect: 0,
        maxSelect: 3,
        modifiers: [
          { name: 'Extra shot', price: 6_000 },
          { name: 'Susu oat', price: 8_000 },
        ],
      },
    ],
    products: [
      { ...EXEMPT, sku: 'BERAS', name: 'Beras', price: 74_500, stock: { quantity: '100', unitCost: 66_000 } },
      {
        ...EXEMPT,
        sku: 'TERAKHIR',
        name: 'Sepuluh Terakhir',
        price: 10_000,
        stock: { quantity: '10', unitCost: 6_000 },
      },
      {
        ...EXEMPT,
        sku: 'APEL',
        name: 'Apel',
        price: 34_000,
        uom: 'kg',
        quantityDecimals: 3,
        stock: { quantity: '25.5', unitCost: 24_000 },
      },
      { ...TAXED, sku: 'SABUN', name: 'Sabun', price: 11_100, stock: { quantity: '50', unitCost: 6_001 } },
      {
        ...TAXED,
        sku: 'KAOS',
        name: 'Kaos',
        price: 111_000,
        variants: [
          { sku: 'KAOS-M', name: 'M', price: 111_000, stock: { quantity: '20', unitCost: 60_000 } },
          { sku: 'KAOS-L', name: 'L', price: 122_100, stock: { quantity: '20', unitCost: 65_000 } },
        ],
      },
      { ...COOKED, sku: 'KOPI', name: 'Kopi Susu', price: 25_000, station: 'bar', modifierGroups: ['Tambahan'] },
      {
        ...COOKED,
        sku: 'PAKET',
        name: 'Paket Pagi',
        price: 40_000,
        slots: [
          { name: 'Minum', choices: [{ sku: 'KOPI' }] },
          {
            name: 'Bawa pulang',
            minSelect: 0,
            maxSelect: 2,
            choices: [{ sku: 'SABUN' }, { sku: 'KAOS', upcharge: 90_000 }, { sku: 'KAOS-L', upcharge: 99_000 }],
          },
        ],
      },
      ...shelves,
    ],
    customers: [{ name: 'Sari', phone: '+6281200000001' }],
    ...shop,
  };
}
