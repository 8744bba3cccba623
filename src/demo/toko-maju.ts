import type { BusinessPlan, ProductPlan } from './business-plan';
import { TOKO_MAJU_ID } from './demo-ids';

const taxed = { taxCode: 'PPN', revenueRole: 'SALES' } as const;
/** Staple goods that the law exempts. */
const staple = { taxCode: 'BEBAS', revenueRole: 'SALES' } as const;
/** Sold by weight, under a barcode of the shop's own (prefix 200). */
const weighed = { ...staple, category: 'Segar', uom: 'kg', quantityDecimals: 3 } as const;

const packaged: ProductPlan[] = [
  {
    ...staple,
    sku: 'TM-BERAS-5',
    name: 'Beras Pulen 5 kg',
    category: 'Sembako',
    price: 74_500,
    barcode: '8999900001007',
    stock: { quantity: '120', unitCost: 66_000, lowStockAt: '20' },
  },
  {
    ...taxed,
    sku: 'TM-MINYAK-1',
    name: 'Minyak Goreng 1 l',
    category: 'Sembako',
    price: 18_500,
    barcode: '8999900001076',
    stock: { quantity: '150', unitCost: 15_800, lowStockAt: '24' },
  },
  {
    ...staple,
    sku: 'TM-GULA-1',
    name: 'Gula Pasir 1 kg',
    category: 'Sembako',
    price: 17_500,
    barcode: '8999900001144',
    stock: { quantity: '100', unitCost: 15_600, lowStockAt: '20' },
  },
  {
    ...taxed,
    sku: 'TM-MI-GORENG',
    name: 'Mi Instan Goreng',
    category: 'Makanan',
    price: 3_500,
    barcode: '8999900001212',
    stock: { quantity: '400', unitCost: 2_700, lowStockAt: '80' },
  },
  {
    ...taxed,
    sku: 'TM-BISKUIT',
    name: 'Biskuit Kelapa 300 g',
    category: 'Makanan',
    price: 12_900,
    barcode: '8999900001984',
    stock: { quantity: '60', unitCost: 9_400, lowStockAt: '12' },
  },
  {
    ...taxed,
    sku: 'TM-SUSU-1',
    name: 'Susu UHT 1 l',
    category: 'Minuman',
    price: 19_900,
    barcode: '8999900001281',
    stock: { quantity: '96', unitCost: 16_200, lowStockAt: '24' },
  },
  {
    ...taxed,
    sku: 'TM-AIR-600',
    name: 'Air Mineral 600 ml',
    category: 'Minuman',
    price: 4_000,
    barcode: '8999900001496',
    stock: { quantity: '240', unitCost: 2_450, lowStockAt: '48' },
  },
  {
    ...taxed,
    sku: 'TM-SABUN',
    name: 'Sabun Mandi 85 g',
    category: 'Rumah tangga',
    price: 4_700,
    barcode: '8999900001564',
    stock: { quantity: '144', unitCost: 3_350, lowStockAt: '24' },
  },
  {
    ...taxed,
    sku: 'TM-DETERJEN',
    name: 'Deterjen Bubuk',
    category: 'Rumah tangga',
    price: 19_500,
    variants: [
      {
        sku: 'TM-DETERJEN-800',
        name: '800 g',
        price: 19_500,
        barcode: '8999900001847',
        stock: { quantity: '48', unitCost: 15_300, lowStockAt: '12' },
      },
      {
        sku: 'TM-DETERJEN-1800',
        name: '1,8 kg',
        price: 41_500,
        barcode: '8999900001915',
        stock: { quantity: '24', unitCost: 33_000, lowStockAt: '6' },
      },
    ],
  },
  {
    ...taxed,
    sku: 'TM-BATERAI',
    name: 'Baterai AA isi 2',
    category: 'Rumah tangga',
    price: 15_000,
    barcode: '8999900001779',
    stock: { quantity: '10', unitCost: 9_800, lowStockAt: '4' },
  },
];

const fresh: ProductPlan[] = [
  {
    ...weighed,
    sku: 'TM-APEL',
    name: 'Apel Malang',
    price: 34_000,
    barcode: '2000001000007',
    stock: { quantity: '25.5', unitCost: 24_000, lowStockAt: '5' },
  },
  {
    ...weighed,
    sku: 'TM-TELUR',
    name: 'Telur Ayam',
    price: 29_000,
    barcode: '2000002000006',
    stock: { quantity: '40', unitCost: 25_500, lowStockAt: '8' },
  },
  {
    ...weighed,
    sku: 'TM-BAWANG',
    name: 'Bawang Merah',
    price: 42_000,
    barcode: '2000004000004',
    stock: { quantity: '12.75', unitCost: 33_000, lowStockAt: '3' },
  },
];

/** A minimarket: PPN inside the shelf price, barcodes, goods by weight. */
export const tokoMaju: BusinessPlan = {
  id: TOKO_MAJU_ID,
  name: 'Toko Maju',
  legalName: 'PT Maju Ritel Sejahtera',
  address: 'Jl. Ir. H. Juanda 77, Bandung',
  taxNumber: '0000000000000000',
  isTaxableEntrepreneur: true,
  openingCash: 3_000_000,
  outlets: [
    {
      code: 'BDG1',
      name: 'Toko Maju Dago',
      address: 'Jl. Ir. H. Juanda 77, Bandung',
      timeZone: 'Asia/Jakarta',
    },
  ],
  employees: [
    { email: 'owner@tokomaju.test', name: 'Hendra Gunawan', role: 'owner' },
    { email: 'manager@tokomaju.test', name: 'Siti Rahmawati', role: 'manager' },
    { email: 'cashier@tokomaju.test', name: 'Agus Setiawan', role: 'cashier' },
    { email: 'kitchen@tokomaju.test', name: 'Yanti Marlina', role: 'kitchen' },
  ],
  taxRules: [
    {
      code: 'PPN',
      name: 'PPN 12 % × 11/12',
      kind: 'ppn',
      rateBps: 1_200,
      base: [11, 12],
      priceIncludesTax: true,
      liabilityRole: 'VAT_OUT',
      source: 'UU 7/2021 pasal 7 (12 %); PMK 131/2024 pasal 3 (DPP nilai lain 11/12)',
    },
    {
      code: 'BEBAS',
      name: 'Dibebaskan dari PPN',
      kind: 'none',
      rateBps: 0,
      priceIncludesTax: false,
      source: 'PP 49/2022: barang kebutuhan pokok dibebaskan dari PPN',
    },
  ],
  products: [...packaged, ...fresh],
  customers: [{ name: 'Lilis Suryani', phone: '+6281300000001' }],
};
