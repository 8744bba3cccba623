import type { PrintDocument, PrintLine } from '../../kernel/print-document';
import { plainText } from './plain-text';

/** `text` has no codes; there a QR is the address that it leads to. */
export type RollCommand = 'text' | 'svg' | 'escpos';

/** The document in ReceiptLine's markup. */
export function toRollMarkup(document: PrintDocument, command: RollCommand, charactersPerLine: number): string {
  return document.lines.map((line) => markupOf(line, command, charactersPerLine)).join('\n');
}

function markupOf(line: PrintLine, command: RollCommand, charactersPerLine: number): string {
  switch (line.kind) {
    case 'rule':
      return '-';
    case 'qr':
      return command === 'text' ? escapeText(line.data) : `{code:${escapeProperty(line.data)};option:qrcode,4,m}`;
    case 'text':
      return wrapWords(plainText(line.text), charactersPerLine)
        .map((text) => `${line.align === 'left' ? '|' : ''}${emphasise(text, line.strong)}`)
        .join('\n');
    case 'pair':
      return [
        `{width:*,${Math.max(1, [...plainText(line.right)].length)}}`,
        `${emphasise(line.left, line.strong)} | ${emphasise(line.right, line.strong)}`,
        '{width:auto}',
      ].join('\n');
  }
}

/** Between words; a word that is too long for the paper the library breaks. */
function wrapWords(text: string, charactersPerLine: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!;
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || [...longer].length <= charactersPerLine) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function emphasise(text: string, strong: boolean): string {
  return strong ? `"${escapeText(text)}"` : escapeText(text);
}

/** Composed first: the library composes afterwards, and must find nothing to change. An empty column would vanish. */
export function escapeText(text: string): string {
  return plainText(text).replace(/[\\|{}=_"`^~-]/g, '\\$&') || '~';
}

function escapeProperty(text: string): string {
  return plainText(text).replace(/[\\|{};]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`);
}
