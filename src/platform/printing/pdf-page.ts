import pdfmake = require('pdfmake');
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import type { PrintDocument, PrintLine } from '../../kernel/print-document';
import { plainText } from './plain-text';
import type { PaperMm } from './roll';

const POINTS_PER_MM = 72 / 25.4;
const MARGIN_MM = 4;

const normal = require.resolve('pdfmake/fonts/Roboto/Roboto-Regular.ttf');
const bold = require.resolve('pdfmake/fonts/Roboto/Roboto-Medium.ttf');

pdfmake.setFonts({ Roboto: { normal, bold } });
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold);

/** The document as a PDF of the roll's width. Not compressed, so that no other zlib makes other bytes of it. */
export function toPdf(document: PrintDocument, paper: PaperMm): Promise<Buffer> {
  const width = paper * POINTS_PER_MM;
  const margin = MARGIN_MM * POINTS_PER_MM;
  const definition: TDocumentDefinitions = {
    pageSize: { width, height: 'auto' },
    pageMargins: margin,
    compress: false,
    language: document.language,
    info: { title: plainText(document.title), creationDate: document.writtenAt },
    defaultStyle: { font: 'Roboto', fontSize: paper === 58 ? 7 : 8 },
    content: document.lines.map((line) => contentOf(line, width - 2 * margin)),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

function contentOf(line: PrintLine, width: number): Content {
  switch (line.kind) {
    case 'rule':
      return {
        canvas: [{ type: 'line', x1: 0, y1: 3, x2: width, y2: 3, lineWidth: 0.5, dash: { length: 2 } }],
        marginBottom: 3,
      };
    case 'qr':
      return { qr: line.data, eccLevel: 'M', fit: 30 * POINTS_PER_MM, alignment: 'center', margin: [0, 6] };
    case 'text':
      return { text: plainText(line.text) || ' ', alignment: line.align, bold: line.strong };
    case 'pair':
      return {
        columns: [
          { width: '*', text: plainText(line.left) || ' ' },
          { width: 'auto', text: plainText(line.right), alignment: 'right' },
        ],
        columnGap: 4,
        bold: line.strong,
      };
  }
}
