export type AccountType = 'asset' | 'liability' | 'equity' | 'income' | 'expense';
export type NormalSide = 'debit' | 'credit';

/** An account of the chart that a new business starts with. Posting rules name the role; a tenant may renumber. */
export interface ChartAccount {
  readonly code: string;
  /** Indonesian, as the statements print it. */
  readonly name: string;
  readonly nameEn: string;
  readonly type: AccountType;
  readonly normalSide: NormalSide;
  /** Its line in the SAK EMKM statements; a trailing * where EMKM has none of its own and the notes explain it. */
  readonly emkmLine: string;
  readonly cashFlow: string;
  readonly systemRole: string;
}

type Row = [
  code: string,
  name: string,
  nameEn: string,
  type: AccountType,
  normalSide: 'D' | 'C',
  emkmLine: string,
  cashFlow: string,
  systemRole: string,
];

/* prettier-ignore */
const ROWS: Row[] = [
  ['1101', 'Kas Laci', 'Cash drawer', 'asset', 'D', 'Kas dan setara kas', 'kas', 'CASH_DRAWER'],
  ['1102', 'Kas Besar / Brankas', 'Safe cash', 'asset', 'D', 'Kas dan setara kas', 'kas', 'CASH_SAFE'],
  ['1103', 'Kas Kecil', 'Petty cash', 'asset', 'D', 'Kas dan setara kas', 'kas', 'PETTY_CASH'],
  ['1104', 'Kas Dalam Perjalanan', 'Cash in transit', 'asset', 'D', 'Kas dan setara kas', 'kas', 'CASH_IN_TRANSIT'],
  ['1111', 'Bank', 'Bank', 'asset', 'D', 'Kas dan setara kas', 'kas', 'BANK'],
  ['1121', 'Piutang QRIS (belum disetel)', 'QRIS clearing', 'asset', 'D', 'Piutang', 'operasi', 'QRIS_CLEARING'],
  ['1122', 'Piutang Kartu / EDC', 'Card clearing', 'asset', 'D', 'Piutang', 'operasi', 'CARD_CLEARING'],
  ['1123', 'Piutang Platform Online', 'Delivery-platform clearing', 'asset', 'D', 'Piutang', 'operasi', 'PLATFORM_CLEARING'],
  ['1131', 'Piutang Usaha', 'Trade receivable', 'asset', 'D', 'Piutang', 'operasi', 'AR'],
  ['1132', 'Piutang Karyawan', 'Employee receivable', 'asset', 'D', 'Piutang', 'operasi', 'EMPLOYEE_AR'],
  ['1141', 'Persediaan Barang Dagang', 'Merchandise inventory', 'asset', 'D', 'Persediaan', 'operasi', 'INVENTORY'],
  ['1142', 'Persediaan Bahan Baku', 'Raw-material inventory', 'asset', 'D', 'Persediaan', 'operasi', 'INVENTORY_RAW'],
  ['1143', 'Persediaan Dalam Perjalanan', 'Inventory in transit', 'asset', 'D', 'Persediaan', 'operasi', 'INVENTORY_TRANSIT'],
  ['1151', 'Uang Muka Pembelian', 'Supplier advance', 'asset', 'D', 'Beban dibayar di muka', 'operasi', 'SUPPLIER_ADVANCE'],
  ['1152', 'Beban Dibayar di Muka', 'Prepaid expense', 'asset', 'D', 'Beban dibayar di muka', 'operasi', 'PREPAID'],
  ['1161', 'PPN Masukan', 'Input VAT', 'asset', 'D', 'Beban dibayar di muka', 'operasi', 'VAT_IN'],
  ['1199', 'Akun Penampungan', 'Suspense', 'asset', 'D', 'Piutang', 'operasi', 'SUSPENSE'],
  ['1201', 'Peralatan', 'Equipment', 'asset', 'D', 'Aset tetap', 'investasi', 'FIXED_ASSET'],
  ['1291', 'Akumulasi Penyusutan', 'Accumulated depreciation', 'asset', 'C', 'Aset tetap', 'investasi', 'ACCUM_DEPR'],
  ['2101', 'Utang Usaha', 'Trade payable', 'liability', 'C', 'Utang usaha', 'operasi', 'AP'],
  ['2102', 'Barang Diterima Belum Ditagih', 'Goods received not invoiced', 'liability', 'C', 'Utang usaha', 'operasi', 'GRNI'],
  ['2111', 'PPN Keluaran', 'Output VAT', 'liability', 'C', 'Utang usaha*', 'operasi', 'VAT_OUT'],
  ['2112', 'Utang PBJT (PB1)', 'Local restaurant tax payable', 'liability', 'C', 'Utang usaha*', 'operasi', 'PBJT_PAYABLE'],
  ['2113', 'Utang PPh Final', 'Final income tax payable', 'liability', 'C', 'Utang usaha*', 'operasi', 'PPH_PAYABLE'],
  ['2121', 'Uang Muka Pelanggan', 'Customer deposit', 'liability', 'C', 'Utang usaha*', 'operasi', 'CUSTOMER_DEPOSIT'],
  ['2122', 'Uang Muka Sambatan', 'Group-buy deposit', 'liability', 'C', 'Utang usaha*', 'operasi', 'SAMBATAN_DEPOSIT'],
  ['2123', 'Utang Pengembalian Dana', 'Refund payable', 'liability', 'C', 'Utang usaha*', 'operasi', 'REFUND_PAYABLE'],
  ['2124', 'Utang Kartu Hadiah', 'Gift-card liability', 'liability', 'C', 'Utang usaha*', 'operasi', 'GIFT_CARD'],
  ['2125', 'Saldo Toko Pelanggan', 'Store credit', 'liability', 'C', 'Utang usaha*', 'operasi', 'STORE_CREDIT'],
  ['2126', 'Liabilitas Poin (opsional, SAK EP)', 'Loyalty liability (optional)', 'liability', 'C', 'Utang usaha*', 'operasi', 'LOYALTY_LIABILITY'],
  ['2131', 'Utang Tip Karyawan', 'Tips payable', 'liability', 'C', 'Utang usaha*', 'operasi', 'TIPS_PAYABLE'],
  ['2132', 'Utang Uang Servis', 'Service charge owed to staff', 'liability', 'C', 'Utang usaha*', 'operasi', 'SERVICE_PAYABLE'],
  ['2141', 'Utang Bank', 'Bank loan', 'liability', 'C', 'Utang bank', 'pendanaan', 'BANK_LOAN'],
  ['3101', 'Modal Pemilik', 'Owner capital', 'equity', 'C', 'Modal', 'pendanaan', 'CAPITAL'],
  ['3102', 'Prive', 'Owner drawings', 'equity', 'D', 'Modal', 'pendanaan', 'DRAWINGS'],
  ['3201', 'Saldo Laba', 'Retained earnings', 'equity', 'C', 'Saldo laba', '-', 'RETAINED'],
  ['3202', 'Ikhtisar Laba Rugi', 'Income summary', 'equity', 'C', '-', '-', 'INCOME_SUMMARY'],
  ['3901', 'Saldo Awal', 'Opening balance', 'equity', 'C', 'Saldo laba', '-', 'OPENING'],
  ['4101', 'Penjualan Barang', 'Goods sales', 'income', 'C', 'Pendapatan usaha', 'operasi', 'SALES'],
  ['4102', 'Penjualan Makanan & Minuman', 'F&B sales', 'income', 'C', 'Pendapatan usaha', 'operasi', 'SALES_FNB'],
  ['4103', 'Pendapatan Jasa', 'Service revenue', 'income', 'C', 'Pendapatan usaha', 'operasi', 'SALES_SERVICE'],
  ['4104', 'Pendapatan Service Charge', 'Service-charge revenue', 'income', 'C', 'Pendapatan usaha', 'operasi', 'SERVICE_CHARGE'],
  ['4191', 'Potongan Penjualan', 'Sales discount', 'income', 'D', 'Pendapatan usaha', 'operasi', 'SALES_DISCOUNT'],
  ['4192', 'Retur Penjualan', 'Sales returns', 'income', 'D', 'Pendapatan usaha', 'operasi', 'SALES_RETURN'],
  ['4201', 'Pendapatan Lain-lain', 'Other income', 'income', 'C', 'Pendapatan lain-lain', 'operasi', 'OTHER_INCOME'],
  ['4202', 'Selisih Pembulatan', 'Rounding difference', 'income', 'C', 'Pendapatan lain-lain', 'operasi', 'ROUNDING'],
  ['5101', 'Harga Pokok Penjualan', 'Cost of goods sold', 'expense', 'D', 'Beban usaha', 'operasi', 'COGS'],
  ['5102', 'Selisih Persediaan', 'Inventory shrinkage', 'expense', 'D', 'Beban usaha', 'operasi', 'STOCK_VARIANCE'],
  ['5103', 'Barang Rusak / Terbuang', 'Waste', 'expense', 'D', 'Beban usaha', 'operasi', 'WASTE'],
  ['6101', 'Beban Gaji', 'Payroll', 'expense', 'D', 'Beban usaha', 'operasi', 'PAYROLL'],
  ['6102', 'Beban Sewa', 'Rent', 'expense', 'D', 'Beban usaha', 'operasi', 'RENT'],
  ['6103', 'Beban Listrik, Air, Internet', 'Utilities', 'expense', 'D', 'Beban usaha', 'operasi', 'UTILITIES'],
  ['6104', 'Beban MDR & Biaya Pembayaran', 'Payment fees', 'expense', 'D', 'Beban usaha', 'operasi', 'PAYMENT_FEE'],
  ['6105', 'Komisi Platform', 'Platform commission', 'expense', 'D', 'Beban usaha', 'operasi', 'PLATFORM_FEE'],
  ['6107', 'Beban Promosi / Poin', 'Promotion and points', 'expense', 'D', 'Beban usaha', 'operasi', 'PROMO'],
  ['6109', 'Beban Penyusutan', 'Depreciation', 'expense', 'D', 'Beban usaha', 'nonkas', 'DEPRECIATION'],
  ['6191', 'Selisih Kas', 'Cash over/short', 'expense', 'D', 'Beban lain-lain', 'operasi', 'CASH_VARIANCE'],
  ['6192', 'Beban Piutang Tak Tertagih', 'Bad debt', 'expense', 'D', 'Beban lain-lain', 'operasi', 'BAD_DEBT'],
  ['6199', 'Beban Lain-lain', 'Other expense', 'expense', 'D', 'Beban lain-lain', 'operasi', 'OTHER_EXPENSE'],
  ['7101', 'Beban Bunga', 'Interest', 'expense', 'D', 'Beban keuangan', 'pendanaan', 'INTEREST'],
  ['8101', 'Beban Pajak Penghasilan', 'Income tax', 'expense', 'D', 'Beban pajak penghasilan', 'operasi', 'INCOME_TAX'],
];

/** The smallest chart that serves a micro, small or medium business under SAK EMKM. */
export const CHART_OF_ACCOUNTS: readonly ChartAccount[] = ROWS.map(
  ([code, name, nameEn, type, side, emkmLine, cashFlow, systemRole]) => ({
    ...{ code, name, nameEn, type, emkmLine, cashFlow, systemRole },
    normalSide: side === 'D' ? 'debit' : 'credit',
  }),
);
