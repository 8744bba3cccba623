import { wallClock } from '../../../kernel/business-date';
import { centredLines, letterhead } from '../../../kernel/letterhead';
import { centred, left, pair, type PrintDocument, type PrintLine, rule } from '../../../kernel/print-document';
import { type CopyMark, extrasOf, type Receipt, type ReceiptItem, type ReceiptTax } from './receipt';
import { amountText, quantityText, rateText, RECEIPT_WORDS, type ReceiptWords } from './receipt-words';

/** A sale on paper; the original, or marked as the copy that it is. */
export function layOutReceipt(receipt: Receipt, copy: CopyMark | null): PrintDocument {
  const words = RECEIPT_WORDS[receipt.head.language];
  const mark = marksOf(receipt, copy, words).map((text) => centred(`*** ${text} ***`, true));
  return {
    title: receipt.number,
    language: receipt.head.language,
    writtenAt: receipt.occurredAt,
    lines: [
      ...mark,
      ...letterhead(receipt.head),
      rule,
      ...heading(receipt, words),
      rule,
      ...receipt.items.flatMap((item) => itemLines(item, words)),
      rule,
      ...totals(receipt, words),
      ...returnedGoods(receipt, words),
      ...(receipt.refundOf === null ? taxInvoice(receipt, words) : []),
      rule,
      ...centredLines(receipt.head.footer),
      { kind: 'qr', data: receipt.verificationAddress },
      centred(words.verification),
      ...mark,
    ],
  };
}

function marksOf({ voidedAt, refundOf, head }: Receipt, copy: CopyMark | null, words: ReceiptWords): string[] {
  return [
    ...(refundOf === null ? [] : [words.refund]),
    ...(voidedAt === null ? [] : [`${words.voided} ${wallClock(voidedAt, head.timeZone)}`]),
    ...(copy === null ? [] : [words.copy(copy)]),
  ];
}

function heading({ number, occurredAt, refundOf, head }: Receipt, words: ReceiptWords): PrintLine[] {
  return [
    pair(words.number, number),
    ...(refundOf === null ? [] : [pair(words.refundOf, refundOf)]),
    pair(words.date, wallClock(occurredAt, head.timeZone)),
    pair(words.cashier, head.cashier),
  ];
}

function itemLines(item: ReceiptItem, words: ReceiptWords): PrintLine[] {
  const extras = extrasOf(item.modifiers);
  const count = `${quantityText(item.quantity, words)} ${item.uom} x ${amountText(item.unitPrice + extras, words)}`;
  return [
    left(item.name),
    ...modifierLines(item.modifiers, words),
    ...item.parts.flatMap(({ name, modifiers }) => [left(`- ${name}`), ...modifierLines(modifiers, words)]),
    pair(count, amountText(item.gross, words)),
    ...item.discounts.map(({ name, amount }) => pair(name, `-${amountText(amount, words)}`)),
    ...(item.notes === null ? [] : [left(`* ${item.notes}`)]),
  ];
}

function modifierLines(modifiers: ReceiptItem['modifiers'], words: ReceiptWords): PrintLine[] {
  return modifiers.map(({ name, quantity, unitPrice }) =>
    left(`+ ${quantity > 1 ? `${quantity} ` : ''}${name} (${amountText(BigInt(quantity) * unitPrice, words)})`),
  );
}

function totals(receipt: Receipt, words: ReceiptWords): PrintLine[] {
  const { serviceCharge, rounding, change, tip, onAccount, dueDate } = receipt;
  const amount = (word: string, value: bigint) => pair(word, amountText(value, words));
  return [
    amount(words.subtotal, receipt.subtotal),
    ...discount(receipt.discountAmount, words),
    ...(serviceCharge === 0n ? [] : [amount(words.serviceCharge, serviceCharge)]),
    ...receipt.taxes.map((tax) => amount(taxText(tax, words), tax.amount)),
    ...(rounding === 0n ? [] : [amount(words.rounding, rounding)]),
    pair(words.total, `Rp ${amountText(receipt.grandTotal, words)}`, true),
    ...(tip === 0n ? [] : [amount(words.tip, tip)]),
    ...receipt.payments.map(({ method, tendered }) => amount(words.methods[method] ?? method, tendered)),
    ...(change === 0n ? [] : [amount(words.change, change)]),
    ...(onAccount === 0n ? [] : [amount(words.onAccount, onAccount)]),
    ...(dueDate === null ? [] : [pair(words.dueDate, dueDate)]),
    ...receipt.giftCards.map(({ ending, balance }) => amount(`${words.leftOnGiftCard} ${ending}`, balance)),
  ];
}

function returnedGoods({ returned }: Receipt, words: ReceiptWords): PrintLine[] {
  if (returned === null) return [];
  return [
    rule,
    pair(words.returned, returned.number),
    ...returned.items.map(({ name, quantity, uom, total }) =>
      pair(`${quantityText(quantity, words)} ${uom} ${name}`, `-${amountText(total, words)}`),
    ),
    ...returned.givenBack.map(({ method, amount }) =>
      pair(`${words.givenBack} ${words.methods[method] ?? method}`, amountText(amount, words)),
    ),
  ];
}

/** A PKP's receipt is the tax invoice of a retail sale: PER-11/PJ/2025 arts. 51 and 52. The base is DPP nilai lain. */
function taxInvoice({ head, number, taxes }: Receipt, words: ReceiptWords): PrintLine[] {
  const ppn = taxes.filter(({ kind }) => kind === 'ppn');
  if (!head.isTaxableEntrepreneur || ppn.length === 0) return [];
  return [
    rule,
    centred(words.taxInvoice),
    left(`${words.taxInvoiceNumber}: ${number}`),
    ...ppn.flatMap((tax) => [
      pair(words.taxBase, amountText(tax.base, words)),
      pair(taxText(tax, words), amountText(tax.amount, words)),
      ...(tax.isInPrice ? [left(words.priceIncludes('PPN'))] : []),
    ]),
  ];
}

function taxText({ kind, rateBps, baseNumerator, baseDenominator }: ReceiptTax, words: ReceiptWords): string {
  const part = baseNumerator === baseDenominator ? '' : ` x ${baseNumerator}/${baseDenominator}`;
  return `${kind.toUpperCase()} ${rateText(rateBps, words)}${part}`;
}

function discount(amount: bigint, words: ReceiptWords): PrintLine[] {
  return amount === 0n ? [] : [pair(words.discount, `-${amountText(amount, words)}`)];
}
