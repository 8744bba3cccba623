import { z } from 'zod';

/** Money in a payload. */
export const amountField = z.int().describe('Integer minor units; the rupiah has no decimals.');

/** A quantity in a payload. */
export const quantityField = z
  .string()
  .regex(/^-?\d+(\.\d{1,4})?$/)
  .describe('Decimal string with at most 4 decimals, in the unit of the goods.');
