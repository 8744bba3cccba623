import fc from 'fast-check';
import { centred, left, pair, type PrintDocument, rule } from '../../src/kernel/print-document';
import { plainText } from '../../src/platform/printing/plain-text';
import { toRoll } from '../../src/platform/printing/roll';
import { toWebPage } from '../../src/platform/printing/web-page';

/** What a printer, its markup, a page or a terminal could take for an order. */
const NASTY = ['|', '{', '}', '\\', '~', '"', '_', '`', '^^^', '---', '===', '<b>', '&amp;', "'", '\n', '\r\n', '\t'];
const CONTROLS = [
  '\u001b@',
  '\u001dV\u0000',
  '\u0007',
  '\u0000',
  '\u202e',
  '\u0338',
  '\u1fef',
  '\\x1b',
  '\\n',
  '\ufeff',
];
const MARKUP = ['{code:1;option:qrcode}', '{image:AAAA}', '{command:\\x1d}', '{width:1}', '{border:line}', ']]>', '*/'];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...NASTY, ...CONTROLS, ...MARKUP), fc.string({ unit: 'grapheme', maxLength: 6 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''));

const document = (text: string): PrintDocument => ({
  title: text,
  language: 'id',
  writtenAt: new Date(0),
  lines: [left(text), centred(text, true), pair(text, '1.000'), pair(text, text, true), rule, left('the end')],
});

/** What does not show which text it was: only how the paper is ruled. */
const squeezed = (text: string) => text.replaceAll(/\s/g, '');

it('no text is an order to the roll: it stands there as it was written', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const printed = toRoll({ ...document(text), lines: [left(text), rule, left('the end')] }, 'text', 80);
      const shown = squeezed(plainText(text));
      expect(squeezed(printed)).toBe(`${shown}${'-'.repeat(48)}theend`);
    }),
    { numRuns: 500, examples: [['===\u0007\u0338']] },
  );
});

it('no text reaches a printer as a control code', () => {
  const controls = (text: string) =>
    // eslint-disable-next-line no-control-regex
    (toRoll(document(text), 'escpos', 58).match(/\u001b@|\u001dV|\u001d\(k|\u001dv0|\u001bp|\u0007/g) ?? []).join();
  const ordinary = controls('Kopi');
  fc.assert(
    fc.property(nasty, (text) => {
      expect(controls(text)).toBe(ordinary);
    }),
    { numRuns: 500 },
  );
});

it('no text is markup of a page or of a drawing', () => {
  const tags = (markup: string) => [...new Set(markup.match(/<\/?[a-zA-Z!][\w:-]*/g))].toSorted().join();
  const page = tags(toWebPage(document('Kopi'), 80));
  const drawing = tags(toRoll(document('Kopi'), 'svg', 80));
  fc.assert(
    fc.property(nasty, (text) => {
      expect(tags(toWebPage(document(text), 80))).toBe(page);
      expect(drawing.startsWith(tags(toRoll(document(`x${text}`), 'svg', 80)))).toBe(true);
    }),
    { numRuns: 300 },
  );
});
