import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { layOutReceipt } from '../../src/modules/sales/domain/receipt-layout';
import type { ReceiptItem, ReceiptLanguage } from '../../src/modules/sales/domain/receipt';
import { RECEIPT_WORDS } from '../../src/modules/sales/domain/receipt-words';
import { print, type PrintFormat } from '../../src/platform/printing/printing';
import { PAID_RECEIPT } from '../support/paid-receipt';

const FOLDER = join(__dirname, '../fixtures/receipts');
const COPIES: Record<string, number | null> = { original: null, first: 1, second: 2 };

/** Such as original-id-58.text; each was looked at by a person before it was kept. */
it.each(readdirSync(FOLDER).map((file) => [file]))('%s is printed as it was', async (file) => {
  const [, which = '', language, paper, format] = /^(\w+)-(id|en)-(58|80)\.(\w+)$/.exec(file) ?? [];
  const copies = COPIES[which]!;
  const head = { ...PAID_RECEIPT.head, language: language as ReceiptLanguage };
  const discounted = ({ discounts }: ReceiptItem) =>
    discounts.map((discount) => ({ ...discount, name: RECEIPT_WORDS[head.language].discount }));
  const items = PAID_RECEIPT.items.map((item) => ({ ...item, discounts: discounted(item) }));
  const receipt = { ...PAID_RECEIPT, head, items };
  const document = layOutReceipt(receipt, copies === null ? null : { copies });
  const printed = await print(document, format as PrintFormat, paper === '58' ? 58 : 80);
  expect(printed.equals(readFileSync(join(FOLDER, file)))).toBe(true);
});
