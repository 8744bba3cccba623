import type { BusinessPlan, IngredientPlan, ModifierGroupPlan, ProductPlan } from './business-plan';
import { KOPI_SENJA_ID } from './demo-ids';

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

const modifierGroups: ModifierGroupPlan[] = [
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

const ingredients: IngredientPlan[] = [
  { name: 'Biji kopi', uom: 'g', stock: { quantity: '20000', unitCost: 180, lowStockAt: '2000' } },
  { name: 'Susu', uom: 'ml', stock: { quantity: '100000', unitCost: 18, lowStockAt: '10000' } },
  { name: 'Gula', uom: 'g', stock: { quantity: '20000', unitCost: 16, lowStockAt: '2000' } },
  { name: 'Daun teh', uom: 'g', stock: { quantity: '2000', unitCost: 90, lowStockAt: '200' } },
  { name: 'Bubuk cokelat', uom: 'g', stock: { quantity: '5000', unitCost: 120, lowStockAt: '500' } },
  { name: 'Beras', uom: 'g', stock: { quantity: '25000', unitCost: 14, lowStockAt: '5000' } },
  { name: 'Telur', uom: 'pcs', stock: { quantity: '240', unitCost: 2_000, lowStockAt: '30' } },
  { name: 'Roti tawar', uom: 'pcs', stock: { quantity: '200', unitCost: 1_200, lowStockAt: '20' } },
];

const tables = [
  { code: 'A1', seats: 2 },
  { code: 'A2', seats: 2 },
  { code: 'A3', seats: 4 },
  { code: 'A4', seats: 4 },
  { code: 'B1', seats: 6 },
  { code: 'B2', seats: 8 },
];

/** A café with a shop in two time zones: restaurant tax, service charge, recipes, tables, a bar and a kitchen. */
export const kopiSenja: BusinessPlan = {
  id: KOPI_SENJA_ID,
  name: 'Kopi Senja',
  legalName: 'CV Senja Bersama',
  address: 'Jl. Kemang Raya 12, Jakarta Selatan',
  isTaxableEntrepreneur: false,
  openingCash: 5_000_000,
  outlets: [
    {
      code: 'JKT1',
      name: 'Kopi Senja Kemang',
      address: 'Jl. Kemang Raya 12, Jakarta Selatan',
      timeZone: 'Asia/Jakarta',
      serviceChargeBps: 500,
      tables,
    },
    {
      code: 'MKS1',
      name: 'Kopi Senja Losari',
      address: 'Jl. Penghibur 8, Makassar',
      timeZone: 'Asia/Makassar',
      serviceChargeBps: 500,
      tables,
    },
  ],
  employees: [
    { email: 'owner@kopisenja.test', name: 'Ratna Kusumawardani', role: 'owner' },
    { email: 'manager@kopisenja.test', name: 'Bayu Nugroho', role: 'manager' },
    { email: 'cashier@kopisenja.test', name: 'Putri Ayu Lestari', role: 'cashier' },
    { email: 'kitchen@kopisenja.test', name: 'Andi Rahmat', role: 'kitchen' },
  ],
  taxRules: [
    {
      code: 'PBJT',
      name: 'PBJT makanan dan minuman 10 %',
      kind: 'pbjt',
      rateBps: 1_000,
      priceIncludesTax: false,
      liabilityRole: 'PBJT_PAYABLE',
      source: 'UU 1/2022 pasal 50, 51 dan 58: PBJT atas makanan dan/atau minuman, paling tinggi 10 %',
    },
    {
      code: 'BEBAS',
      name: 'Tanpa pajak',
      kind: 'none',
      rateBps: 0,
      priceIncludesTax: false,
      source: 'Bukan PKP: tidak memungut PPN (UU PPN pasal 3A)',
    },
  ],
  products: [...drinks, ...food, ...packaged],
  modifierGroups,
  ingredients,
  loyalty: {
    rupiahPerPoint: 50_000,
    tiers: [
      { name: 'Silver', multiplierBps: 12_000 },
      { name: 'Gold', multiplierBps: 15_000 },
    ],
  },
  customers: [
    { name: 'Sari Wulandari', phone: '+6281200000001', tier: 'Silver' },
    { name: 'Dimas Pratama', phone: '+6281200000002' },
  ],
};
