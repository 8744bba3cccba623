import type { PrintDocument } from '../../kernel/print-document';
import { toPdf } from './pdf-page';
import { type PaperMm, toRoll } from './roll';
import { toWebPage } from './web-page';

export const PRINT_FORMATS = ['html', 'text', 'escpos', 'svg', 'pdf'] as const;

export type PrintFormat = (typeof PRINT_FORMATS)[number];

/** Puts a document on paper. The same document gives the same bytes, in every process and at any time. */
export async function print(document: PrintDocument, format: PrintFormat, paper: PaperMm): Promise<Buffer> {
  switch (format) {
    case 'html':
      return Buffer.from(toWebPage(document, paper));
    case 'pdf':
      return toPdf(document, paper);
    case 'escpos':
      return Buffer.from(toRoll(document, format, paper), 'latin1');
    default:
      return Buffer.from(toRoll(document, format, paper));
  }
}
