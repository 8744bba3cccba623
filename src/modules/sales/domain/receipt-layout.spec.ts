import { PAID_RECEIPT } from '../../../../test/support/paid-receipt';
import type { Receipt } from './receipt';
import { layOutReceipt } from './receipt-layout';

const textsOf = (receipt: Receipt, copies: number | null = null) =>
  layOutReceipt(receipt, copies === null ? null : { copies }).lines.map((line) => {
    if (line.kind === 'text') return line.text;
    return line.kind === 'pair' ? `${line.left}: ${line.right}` : `[${line.kind}]`;
  });
const inEnglish: Receipt = { ...PAID_RECEIPT, head: { ...PAID_RECEIPT.head, language: 'en' } };
const marks = (receipt: Receipt, copies: number | null) =>
  textsOf(receipt, copies).filter((text) => text.includes('***'));

describe('A receipt', () => {
  it('adds up before the eyes of the customer', () => {
    const { subtotal, discountAmount, serviceCharge, taxes, rounding, grandTotal } = PAID_RECEIPT;
    const tax = taxes.reduce((total, { amount }) => total + amount, 0n);
    expect(subtotal - discountAmount + serviceCharge + tax + rounding).toBe(grandTotal);
    expect(textsOf(PAID_RECEIPT)).toEqual(
      expect.arrayContaining([
        '2 pcs x 31.000: 62.000',
        'Potongan: -10.000',
        'PBJT 10%: 6.510',
        'Pembulatan: -20',
        'TOTAL: Rp 228.100',
        'Kembali: 50.000',
      ]),
    );
  });

  it('says why an item costs less, reason by reason', () => {
    const [coffee] = PAID_RECEIPT.items;
    const discounts = [
      { name: 'Happy Hour', amount: 6_200n },
      { name: 'Ulang tahun', amount: 5_580n },
    ];
    const texts = textsOf({ ...PAID_RECEIPT, items: [{ ...coffee!, discounts }] });
    expect(texts).toEqual(expect.arrayContaining(['Happy Hour: -6.200', 'Ulang tahun: -5.580']));
  });

  it('is the tax invoice of a PKP that charges PPN, and of nobody else', () => {
    const invoice = (receipt: Receipt) => textsOf(receipt).includes('FAKTUR PAJAK (DIGUNGGUNG)');
    expect(invoice(PAID_RECEIPT)).toBe(true);
    expect(textsOf(PAID_RECEIPT)).toEqual(
      expect.arrayContaining([
        'NPWP 0123456789012000',
        'Kode dan nomor seri: JKT1-20261121-000042',
        'DPP: 129.250',
        'PPN 12% x 11/12: 15.510',
        'Harga sudah termasuk PPN',
      ]),
    );
    expect(invoice({ ...PAID_RECEIPT, taxes: PAID_RECEIPT.taxes.filter(({ kind }) => kind !== 'ppn') })).toBe(false);
    expect(invoice({ ...PAID_RECEIPT, head: { ...PAID_RECEIPT.head, isTaxableEntrepreneur: false } })).toBe(false);
  });

  it('says nothing of what there is none of', () => {
    const plain: Receipt = {
      ...PAID_RECEIPT,
      head: { ...PAID_RECEIPT.head, legalName: 'Kopi Senja', taxNumber: null, header: '', footer: '' },
      discountAmount: 0n,
      serviceCharge: 0n,
      taxes: [],
      rounding: 0n,
      change: 0n,
      items: [],
    };
    const texts = textsOf(plain).join('\n');
    for (const word of ['NPWP', 'PT ', 'Potongan', 'Biaya layanan', 'Pembulatan', 'Kembali', 'DPP']) {
      expect(texts).not.toContain(word);
    }
  });

  it.each([
    ['the original', PAID_RECEIPT, null, []],
    ['a copy that nobody has recorded', PAID_RECEIPT, 0, ['*** SALINAN / COPY ***']],
    ['the second copy', PAID_RECEIPT, 2, ['*** SALINAN / COPY KE-2 ***']],
    ['an English copy', inEnglish, 11, ['*** COPY NO. 11 ***']],
  ])('is marked at both ends as %s', (_, receipt, copies, [mark]) => {
    expect(marks(receipt, copies)).toEqual(mark === undefined ? [] : [mark, mark]);
  });

  it('shows the time of the outlet, and money in the groups of its language', () => {
    expect(textsOf(PAID_RECEIPT)).toContain('Tanggal: 2026-11-21 10:15');
    expect(textsOf(inEnglish)).toContain('0.755 kg x 222,000: 167,610');
  });
});
