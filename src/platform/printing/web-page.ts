import { toSVG } from 'bwip-js/node';
import type { PrintDocument, PrintLine } from '../../kernel/print-document';
import { plainText } from './plain-text';
import type { PaperMm } from './roll';

const STYLE =
  'body{margin:0 auto;padding:3mm;font:10pt/1.35 monospace;overflow-wrap:anywhere}' +
  'p{margin:0;min-height:1.35em}.center{text-align:center}.pair{display:flex;justify-content:space-between;gap:1em}' +
  '.pair span:last-child{text-align:right;white-space:nowrap}hr{border:0;border-top:1px dashed}' +
  'svg{display:block;width:30mm;margin:2mm auto}';

/** The document as a page that fetches nothing. */
export function toWebPage(document: PrintDocument, paper: PaperMm): string {
  return [
    `<!doctype html>\n<html lang="${escapeHtml(document.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    `<title>${escapeHtml(document.title)}</title><style>${STYLE}body{width:${paper - 6}mm}</style></head><body>`,
    ...document.lines.map(elementOf),
    '</body></html>\n',
  ].join('\n');
}

function elementOf(line: PrintLine): string {
  switch (line.kind) {
    case 'rule':
      return '<hr>';
    case 'qr':
      return toSVG({ bcid: 'qrcode', text: line.data });
    case 'text':
      return `<p${line.align === 'center' ? ' class="center"' : ''}>${emphasise(line.text, line.strong)}</p>`;
    case 'pair':
      return `<p class="pair"><span>${emphasise(line.left, line.strong)}</span><span>${emphasise(line.right, line.strong)}</span></p>`;
  }
}

function emphasise(text: string, strong: boolean): string {
  return strong ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
}

function escapeHtml(text: string): string {
  return plainText(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
