import type { ModifierGroupPlan, ProductPlan } from './business-plan';

const served = { taxCode: 'PBJT', revenueRole: 'SALES_FNB' } as const;
const fromTheBar = { ...served, station: 'bar' } as const;
const fromTheKitchen = { ...served, station: 'kitchen' } as const;

const SUGAR = 'Tingkat gula';
const EXTRAS = 'Tambahan kopi';
const SPICE = 'Tingkat pedas';

const drinks: ProductPlan[] = [
  {
    ...fromTheBar,
    sku: 'KS-KOPI-SUSU',
    name: 'Kopi Susu',
    description: 'Espresso, susu segar, gula aren.',
    category: 'Kopi',
    price: 25_000,
    modifierGroups: [SUGAR, EXTRAS],
    recipe: { 'Biji kopi': '20', Susu: '200', Gula: '10' },
  },
  {
    ...fromTheBar,
    sku: 'KS-ESPRESSO',
    name: 'Espresso',
    category: 'Kopi',
    price: 18_000,
    modifierGroups: [EXTRAS],
    recipe: { 'Biji kopi': '18' },
  },
  {
    ...fromTheBar,
    sku: 'KS-ES-KOPI',
    name: 'Es Kopi Senja',
    description: 'Kopi susu dingin dari rumah.',
    category: 'Kopi',
    price: 28_000,
    modifierGroups: [SUGAR, EXTRAS],
    recipe: { 'Biji kopi': '20', Susu: '150', Gula: '12' },
    variants: [
      { sku: 'KS-ES-KOPI-R', name: 'Regular', price: 28_000 },
      {
        sku: 'KS-ES-KOPI-L',
        name: 'Large',
        price: 34_000,
        recipe: { 'Biji kopi': '30', Susu: '220', Gula: '16' },
      },
    ],
  },
  {
    ...fromTheBar,
    sku: 'KS-TEH-MELATI',
    name: 'Teh Melati',
    category: 'Bukan kopi',
    price: 12_000,
    modifierGroups: [SUGAR],
    recipe: { 'Daun teh': '5', Gula: '10' },
  },
  {
    ...fromTheBar,
    sku: 'KS-COKELAT',
    name: 'Cokelat Panas',
    category: 'Bukan kopi',
    price: 26_000,
    recipe: { 'Bubuk cokelat': '25', Susu: '180' },
  },
];

const food: ProductPlan[] = [
  {
    ...fromTheKitchen,
    sku: 'KS-NASI-GORENG',
    name: 'Nasi Goreng Kampung',
    category: 'Makanan',
    price: 38_000,
    modifierGroups: [SPICE],
    recipe: { Beras: '150', Telur: '1' },
  },
  {
    ...fromTheKitchen,
    sku: 'KS-ROTI-BAKAR',
    name: 'Roti Bakar Cokelat',
    category: 'Makanan',
    price: 22_000,
    recipe: { 'Roti tawar': '2', 'Bubuk cokelat': '10', Susu: '20' },
  },
  { ...fromTheKitchen, sku: 'KS-PISANG-GORENG', name: 'Pisang Goreng', category: 'Makanan', price: 20_000 },
];

const combos: ProductPlan[] = [
  {
    ...served,
    sku: 'KS-PAKET-SENJA',
    name: 'Paket Senja',
    description: 'Satu makanan dan satu minuman.',
    category: 'Paket',
    price: 45_000,
    slots: [
      { name: 'Makanan', choices: [{ sku: 'KS-NASI-GORENG' }, { sku: 'KS-ROTI-BAKAR' }, { sku: 'KS-PISANG-GORENG' }] },
      {
        name: 'Minuman',
        choices: [{ sku: 'KS-TEH-MELATI' }, { sku: 'KS-KOPI-SUSU' }, { sku: 'KS-ES-KOPI', upcharge: 4_000 }],
      },
      { name: 'Tambahan', minSelect: 0, maxSelect: 2, choices: [{ sku: 'KS-AIR-MINERAL', upcharge: 5_000 }] },
    ],
  },
];

const packaged: ProductPlan[] = [
  {
    ...served,
    sku: 'KS-AIR-MINERAL',
    name: 'Air Mineral 600 ml',
    category: 'Kemasan',
    price: 8_000,
    barcode: '8999901000016',
    stock: { quantity: '100', unitCost: 3_000, lowStockAt: '24' },
  },
  {
    // Not eaten here, so no restaurant tax; and the café is no PKP, so no PPN.
    taxCode: 'BEBAS',
    revenueRole: 'SALES',
    sku: 'KS-BIJI-KOPI',
    name: 'Biji Kopi Gayo',
    category: 'Kemasan',
    price: 95_000,
    uom: 'bag',
    variants: [
      {
        sku: 'KS-BIJI-KOPI-250',
        name: '250 g',
        price: 95_000,
        barcode: '8999901000115',
        stock: { quantity: '40', unitCost: 55_000, lowStockAt: '10' },
      },
      {
        sku: 'KS-BIJI-KOPI-1000',
        name: '1 kg',
        price: 350_000,
        barcode: '8999901000122',
        stock: { quantity: '12', unitCost: 210_000, lowStockAt: '3' },
      },
    ],
  },
];

export const modifierGroups: ModifierGroupPlan[] = [
  {
    name: SUGAR,
    minSelect: 0,
    maxSelect: 1,
    modifiers: [
      { name: 'Kurang manis', price: 0 },
      { name: 'Tanpa gula', price: 0 },
    ],
  },
  {
    name: EXTRAS,
    minSelect: 0,
    maxSelect: 3,
    modifiers: [
      { name: 'Extra shot', price: 6_000 },
      { name: 'Susu oat', price: 8_000 },
    ],
  },
  {
    name: SPICE,
    minSelect: 1,
    maxSelect: 1,
    modifiers: [
      { name: 'Tidak pedas', price: 0 },
      { name: 'Sedang', price: 0 },
      { name: 'Pedas', price: 0 },
    ],
  },
];

export const products: ProductPlan[] = [...drinks, ...food, ...combos, ...packaged];
