import type { PrintDocument } from '../../kernel/print-document';
import type { PaperMm } from './roll';

export const PRINT_FORMATS = ['html', 'text', 'escpos', 'svg', 'pdf'] as const;

export type PrintFormat = (typeof PRINT_FORMATS)[number];

/**
 * Puts a document on paper. The same document gives the same bytes, in every process and at any time. What draws is
 * loaded when it first does: it is a third of all code, and most processes never print.
 */
export async function print(document: PrintDocument, format: PrintFormat, paper: PaperMm): Promise<Buffer> {
  if (format === 'pdf') {
    const { toPdf } = require('./pdf-page') as typeof import('./pdf-page');
    return toPdf(document, paper);
  }
  if (format === 'html') {
    const { toWebPage } = require('./web-page') as typeof import('./web-page');
    return Buffer.from(toWebPage(document, paper));
  }
  const { toRoll } = require('./roll') as typeof import('./roll');
  return Buffer.from(toRoll(document, format, paper), format === 'escpos' ? 'latin1' : 'utf8');
}
