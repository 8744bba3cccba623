/** Crockford's base 32: no letter looks like a digit, and nothing reads like a word. */
export const PAIRING_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const PAIRING_CHARACTERS = 10;
export const PAIRING_MINUTES = 15;

const PATTERN = new RegExp(`^[${PAIRING_ALPHABET}]{${PAIRING_CHARACTERS}}$`);

/** In two groups, as it is read aloud. */
export function formatPairingCode(characters: string): string {
  const half = PAIRING_CHARACTERS / 2;
  return `${characters.slice(0, half)}-${characters.slice(half)}`;
}

/** What was meant by what was typed; null: no code looks like it. */
export function readPairingCode(typed: string): string | null {
  const characters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return PATTERN.test(characters) ? characters : null;
}
