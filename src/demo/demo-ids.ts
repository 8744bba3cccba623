import { derivedId } from '../kernel/ids';
import { idsOf } from './business-ids';

const DEMO = '2f1c5a52-6a0e-4b57-9d0b-6f6b1d1f7c11';

export const KOPI_SENJA_ID = derivedId(DEMO, 'kopi-senja');
export const TOKO_MAJU_ID = derivedId(DEMO, 'toko-maju');

const senja = idsOf(KOPI_SENJA_ID);
const maju = idsOf(TOKO_MAJU_ID);

/** The ids that documents and tests call by name; they are the same in every installation. */
export const KOPI_SENJA = {
  businessId: KOPI_SENJA_ID,
  outlets: { jkt1: senja.outlet('JKT1'), mks1: senja.outlet('MKS1') },
  employees: {
    owner: senja.employee('owner@kopisenja.test'),
    manager: senja.employee('manager@kopisenja.test'),
    cashier: senja.employee('cashier@kopisenja.test'),
    kitchen: senja.employee('kitchen@kopisenja.test'),
  },
  products: {
    kopiSusu: senja.product('KS-KOPI-SUSU'),
    espresso: senja.product('KS-ESPRESSO'),
    esKopi: senja.product('KS-ES-KOPI'),
    tehMelati: senja.product('KS-TEH-MELATI'),
    nasiGoreng: senja.product('KS-NASI-GORENG'),
    pisangGoreng: senja.product('KS-PISANG-GORENG'),
    airMineral: senja.product('KS-AIR-MINERAL'),
    bijiKopi: senja.product('KS-BIJI-KOPI'),
  },
  variants: {
    esKopiRegular: senja.variant('KS-ES-KOPI-R'),
    esKopiLarge: senja.variant('KS-ES-KOPI-L'),
    bijiKopi250: senja.variant('KS-BIJI-KOPI-250'),
  },
  modifiers: {
    kurangManis: senja.modifier('Tingkat gula', 'Kurang manis'),
    tanpaGula: senja.modifier('Tingkat gula', 'Tanpa gula'),
    extraShot: senja.modifier('Tambahan kopi', 'Extra shot'),
    susuOat: senja.modifier('Tambahan kopi', 'Susu oat'),
    sedang: senja.modifier('Tingkat pedas', 'Sedang'),
  },
  ingredients: {
    bijiKopi: senja.ingredient('Biji kopi'),
    susu: senja.ingredient('Susu'),
    gula: senja.ingredient('Gula'),
  },
  tables: { jkt1A1: senja.table('JKT1', 'A1'), mks1A1: senja.table('MKS1', 'A1') },
  customers: { silver: senja.customer('Sari Wulandari'), plain: senja.customer('Dimas Pratama') },
} as const;

export const TOKO_MAJU = {
  businessId: TOKO_MAJU_ID,
  outlets: { bdg1: maju.outlet('BDG1') },
  employees: {
    owner: maju.employee('owner@tokomaju.test'),
    manager: maju.employee('manager@tokomaju.test'),
    cashier: maju.employee('cashier@tokomaju.test'),
    kitchen: maju.employee('kitchen@tokomaju.test'),
  },
  products: {
    minyak: maju.product('TM-MINYAK-1'),
    miGoreng: maju.product('TM-MI-GORENG'),
    air: maju.product('TM-AIR-600'),
    deterjen: maju.product('TM-DETERJEN'),
    /** The one with a stock of exactly 10. */
    baterai: maju.product('TM-BATERAI'),
    /** Exempt, by weight. */
    apel: maju.product('TM-APEL'),
  },
  variants: { deterjen800: maju.variant('TM-DETERJEN-800') },
  customers: { plain: maju.customer('Lilis Suryani') },
} as const;
