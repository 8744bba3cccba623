import { z } from 'zod';
import { PRINT_FORMATS, type PrintFormat } from '../printing/printing';

const TYPES: Readonly<Record<PrintFormat, string>> = {
  html: 'text/html; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  escpos: 'application/octet-stream',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
};

/** The media types of whatever is printed. */
export const PRINTED_AS = Object.values(TYPES).map((type) => type.split(';')[0]!);

/** How something is to be printed: the query of its route. */
export const printFields = {
  format: z.enum(PRINT_FORMATS).default('html'),
  paper: z
    .enum(['58', '80'])
    .default('80')
    .transform((mm) => (mm === '58' ? 58 : 80))
    .describe('Width of the roll, in millimetres.'),
};

/** A reply, as far as a printed one needs it. */
export interface PrintedReply {
  headers(headers: Record<string, string>): unknown;
}

export function printedHeaders(format: PrintFormat): Record<string, string> {
  return {
    'Content-Type': TYPES[format],
    'Cache-Control': 'private, no-cache',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
  };
}
