import type { BusinessPlan, IngredientPlan } from './business-plan';
import { KOPI_SENJA_ID } from './demo-ids';
import { modifierGroups, products } from './kopi-senja-menu';

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
  products,
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
