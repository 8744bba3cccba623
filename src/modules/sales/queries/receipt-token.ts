/** What only a sale's paper knows, and whose sale it is. It is stored, not signed: no change of a key invalidates paper. */
export interface ReceiptToken {
  readonly businessId: string;
  readonly transactionId: string;
  readonly secret: string;
}

const TOKEN = /^[\w-]{64}$/;

/** 64 characters that need no escaping in an address. */
export function writeReceiptToken({ businessId, transactionId, secret }: ReceiptToken): string {
  return Buffer.from([businessId, transactionId, secret].join('').replaceAll('-', ''), 'hex').toString('base64url');
}

/** Null for what is no token. */
export function readReceiptToken(token: string): ReceiptToken | null {
  if (!TOKEN.test(token)) return null;
  const digits = Buffer.from(token, 'base64url').toString('hex');
  const [businessId, transactionId, secret] = [0, 32, 64].map((from) => uuidOf(digits.slice(from, from + 32)));
  return { businessId: businessId!, transactionId: transactionId!, secret: secret! };
}

function uuidOf(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
