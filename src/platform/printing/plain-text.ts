// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff\p{Surrogate}\p{Bidi_Control}]/gu;

/** One line of printable text: no control reaches a printer, and no direction mark turns an amount round. */
export function plainText(text: string): string {
  return text
    .replace(/[\s\u2028\u2029]+/gu, ' ')
    .replace(UNPRINTABLE, '')
    .normalize('NFC') // last: what stood between a letter and its mark may just have gone
    .trim();
}
