/** Crockford's base 32: no letter looks like a digit, and nothing reads like a word. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** A hundred random bits: nobody finds a card by trying. */
const CHARACTERS = 20;
const GROUP = 5;
const ENDING = 4;

const PATTERN = new RegExp(`^[${ALPHABET}]{${CHARACTERS}}$`);

/** The code of the first hundred of these bits; at least 13 bytes. */
export function giftCardCode(bytes: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(bytes.subarray(0, 13)).toString('hex')}`) >> 4n;
  let code = '';
  for (let place = 0; place < CHARACTERS; place++, bits >>= 5n) code = ALPHABET[Number(bits & 31n)]! + code;
  return code;
}

/** In four groups, as it is printed on the card. */
export function formatGiftCardCode(code: string): string {
  return code.replaceAll(new RegExp(`.{${GROUP}}(?=.)`, 'g'), '$&-');
}

/** What was meant by what was typed or scanned; null: no code looks like it. */
export function readGiftCardCode(typed: string): string | null {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return PATTERN.test(code) ? code : null;
}

/** All that is kept of a code in clear: enough to tell one card from another, and not to spend it. */
export function giftCardEnding(code: string): string {
  return code.slice(-ENDING);
}
