import type { Money } from '../../../kernel/money';
import type { CopyMark, ReceiptLanguage } from './receipt';

export interface ReceiptWords {
  readonly number: string;
  readonly date: string;
  readonly cashier: string;
  readonly discount: string;
  readonly subtotal: string;
  readonly serviceCharge: string;
  readonly taxBase: string;
  readonly rounding: string;
  readonly total: string;
  readonly change: string;
  readonly tip: string;
  readonly onAccount: string;
  readonly dueDate: string;
  readonly leftOnGiftCard: string;
  readonly taxInvoice: string;
  readonly taxInvoiceNumber: string;
  readonly priceIncludes: (tax: string) => string;
  readonly verification: string;
  readonly voided: string;
  readonly refund: string;
  readonly refundOf: string;
  readonly returned: string;
  readonly givenBack: string;
  readonly copy: (mark: CopyMark) => string;
  readonly methods: Readonly<Record<string, string>>;
  readonly thousands: string;
  readonly decimals: string;
}

const numbered = (word: string, between: string, { copies }: CopyMark) =>
  copies === 0 ? word : `${word} ${between}${copies}`;

export const RECEIPT_WORDS: Readonly<Record<ReceiptLanguage, ReceiptWords>> = {
  id: {
    number: 'No.',
    date: 'Tanggal',
    cashier: 'Kasir',
    discount: 'Potongan',
    subtotal: 'Subtotal sebelum pajak',
    serviceCharge: 'Biaya layanan',
    taxBase: 'DPP',
    rounding: 'Pembulatan',
    total: 'TOTAL',
    change: 'Kembali',
    tip: 'Tip',
    onAccount: 'Belum dibayar',
    dueDate: 'Jatuh tempo',
    leftOnGiftCard: 'Sisa kartu hadiah',
    taxInvoice: 'FAKTUR PAJAK (DIGUNGGUNG)',
    taxInvoiceNumber: 'Kode dan nomor seri',
    priceIncludes: (tax) => `Harga sudah termasuk ${tax}`,
    verification: 'Pindai untuk memeriksa keaslian struk',
    voided: 'BATAL / VOID',
    refund: 'PENGEMBALIAN / REFUND',
    refundOf: 'Atas struk',
    returned: 'Ditukar dari struk',
    givenBack: 'Dikembalikan',
    copy: (mark) => numbered('SALINAN / COPY', 'KE-', mark),
    methods: {
      cash: 'Tunai',
      card: 'Kartu',
      qris: 'QRIS',
      bank_transfer: 'Transfer bank',
      delivery_platform: 'Platform pengantaran',
      store_credit: 'Saldo toko',
      gift_card: 'Kartu hadiah',
      exchange: 'Tukar barang',
    },
    thousands: '.',
    decimals: ',',
  },
  en: {
    number: 'No.',
    date: 'Date',
    cashier: 'Cashier',
    discount: 'Discount',
    subtotal: 'Subtotal before tax',
    serviceCharge: 'Service charge',
    taxBase: 'Tax base',
    rounding: 'Rounding',
    total: 'TOTAL',
    change: 'Change',
    tip: 'Tip',
    onAccount: 'Left to pay',
    dueDate: 'Due',
    leftOnGiftCard: 'Left on gift card',
    taxInvoice: 'RETAIL TAX INVOICE',
    taxInvoiceNumber: 'Code and serial number',
    priceIncludes: (tax) => `Prices include ${tax}`,
    verification: 'Scan to verify this receipt',
    voided: 'VOID',
    refund: 'REFUND',
    refundOf: 'Of receipt',
    returned: 'Returned of receipt',
    givenBack: 'Given back',
    copy: (mark) => numbered('COPY', 'NO. ', mark),
    methods: {
      cash: 'Cash',
      card: 'Card',
      qris: 'QRIS',
      bank_transfer: 'Bank transfer',
      delivery_platform: 'Delivery platform',
      store_credit: 'Store credit',
      gift_card: 'Gift card',
      exchange: 'Exchange',
    },
    thousands: ',',
    decimals: '.',
  },
};

/** Whole rupiah in groups of three: 1.250.000. Written by hand, since the words of an ICU library change with it. */
export function amountText(amount: Money, { thousands }: ReceiptWords): string {
  return amount.toString().replace(/\B(?=(\d{3})+$)/g, thousands);
}

export function quantityText(quantity: string, { decimals }: ReceiptWords): string {
  return quantity.replace('.', decimals);
}

/** 1200 basis points are 12%, 1050 are 10,5%. */
export function rateText(rateBps: number, { decimals }: ReceiptWords): string {
  return `${String(rateBps / 100).replace('.', decimals)}%`;
}
