import { transform } from 'receiptline';
import type { PrintDocument } from '../../kernel/print-document';
import { type RollCommand, toRollMarkup } from './roll-markup';

/** Width of the paper, in millimetres. */
export type PaperMm = 58 | 80;

const CHARACTERS_PER_LINE: Record<PaperMm, number> = { 58: 32, 80: 48 };

/** The document as a thermal printer takes it, and as it would look out of one. */
export function toRoll(document: PrintDocument, command: RollCommand, paper: PaperMm): string {
  const cpl = CHARACTERS_PER_LINE[paper];
  const printed = transform(toRollMarkup(document, command, cpl), {
    cpl,
    command,
    encoding: 'multilingual',
  });
  return command === 'svg' ? sameEveryTime(printed) : printed;
}

/** The library fetches a font from elsewhere, and names a filter by chance: whoever has a receipt calls nobody. */
function sameEveryTime(svg: string): string {
  const [, filter] = /<filter id="(receipt-[\w-]+)"/.exec(svg) ?? [];
  const withoutFont = svg.replace(/<style type="text\/css"><!\[CDATA\[@import url\([^\]]*\]\]><\/style>/, '');
  return filter === undefined ? withoutFont : withoutFont.replaceAll(filter, 'inverted');
}
