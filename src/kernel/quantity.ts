import { divideHalfUp, type Money } from './money';

/** A quantity in ten-thousandths of its unit: 2 pieces are 20000n, 0.25 kg are 2500n. Four decimals, as numeric(15,4). */
export type Quantity = bigint;

const SCALE = 10_000n;
const PATTERN = /^(\d{1,9})(?:\.(\d{1,4}))?$/;

/** Reads a decimal string such as "2" or "0.25"; null when it is not one, is negative, or has more than 4 decimals. */
export function parseQuantity(text: string): Quantity | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  return BigInt(match[1]!) * SCALE + BigInt((match[2] ?? '').padEnd(4, '0'));
}

/** The shortest decimal string: 20000n is "2", 2500n is "0.25". */
export function formatQuantity(quantity: Quantity): string {
  const magnitude = quantity < 0n ? -quantity : quantity;
  const decimals = (magnitude % SCALE).toString().padStart(4, '0').replace(/0+$/, '');
  const text = decimals ? `${magnitude / SCALE}.${decimals}` : `${magnitude / SCALE}`;
  return quantity < 0n ? `-${text}` : text;
}

/** True when the quantity has no more decimals than its product allows: 0 for pieces, 3 for goods weighed in grams. */
export function fitsDecimals(quantity: Quantity, decimals: number): boolean {
  return quantity % 10n ** BigInt(4 - decimals) === 0n;
}

/** unit price × quantity, half up. */
export function priceOf(unitPrice: Money, quantity: Quantity): Money {
  return divideHalfUp(unitPrice * quantity, SCALE);
}
