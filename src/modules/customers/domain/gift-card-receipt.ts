import { wallClock } from '../../../kernel/business-date';
import { centredLines, type Letterhead, letterhead } from '../../../kernel/letterhead';
import type { Money } from '../../../kernel/money';
import { centred, pair, type PrintDocument, rule } from '../../../kernel/print-document';

/** What is frozen with the sale of a card. */
export interface GiftCardReceiptHead extends Letterhead {
  readonly language: 'id' | 'en';
  readonly footer: string;
  readonly timeZone: string;
  readonly cashier: string;
}

export interface GiftCardReceipt {
  readonly head: GiftCardReceiptHead;
  readonly soldAt: Date;
  readonly ending: string;
  readonly amount: Money;
  readonly method: string;
  readonly reference: string | null;
  /** The last day; null: it does not expire. */
  readonly expiresOn: string | null;
}

interface Words {
  readonly title: string;
  readonly date: string;
  readonly cashier: string;
  readonly card: string;
  readonly total: string;
  readonly reference: string;
  readonly expiresOn: string;
  readonly notice: string;
  readonly methods: Readonly<Record<string, string>>;
  readonly thousands: string;
}

const WORDS: Readonly<Record<GiftCardReceiptHead['language'], Words>> = {
  id: {
    title: 'KARTU HADIAH',
    date: 'Tanggal',
    cashier: 'Kasir',
    card: 'Kartu',
    total: 'TOTAL',
    reference: 'Referensi',
    expiresOn: 'Berlaku sampai',
    notice: 'Kode hanya ada pada kartu',
    methods: { cash: 'Tunai', card: 'Kartu', qris: 'QRIS', bank_transfer: 'Transfer bank' },
    thousands: '.',
  },
  en: {
    title: 'GIFT CARD',
    date: 'Date',
    cashier: 'Cashier',
    card: 'Card',
    total: 'TOTAL',
    reference: 'Reference',
    expiresOn: 'Good until',
    notice: 'The code is on the card alone',
    methods: { cash: 'Cash', card: 'Card', qris: 'QRIS', bank_transfer: 'Bank transfer' },
    thousands: ',',
  },
};

/** What was paid for a card, and not its code. It is no tax invoice: a card is taxed when it is spent. */
export function layOutGiftCardReceipt(receipt: GiftCardReceipt): PrintDocument {
  const { head, soldAt, ending, method, reference, expiresOn } = receipt;
  const words = WORDS[head.language];
  const amount = receipt.amount.toString().replace(/\B(?=(\d{3})+$)/g, words.thousands);
  return {
    title: `${words.title} ${ending}`,
    language: head.language,
    writtenAt: soldAt,
    lines: [
      ...letterhead(head),
      rule,
      centred(words.title, true),
      pair(words.date, wallClock(soldAt, head.timeZone)),
      pair(words.cashier, head.cashier),
      rule,
      pair(`${words.card} …${ending}`, amount),
      rule,
      pair(words.total, `Rp ${amount}`, true),
      pair(words.methods[method] ?? method, amount),
      ...(reference === null ? [] : [pair(words.reference, reference)]),
      ...(expiresOn === null ? [] : [pair(words.expiresOn, expiresOn)]),
      rule,
      centred(words.notice),
      ...centredLines(head.footer),
    ],
  };
}
