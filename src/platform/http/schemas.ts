import { z } from 'zod';

/** In small letters, whatever was sent: ids are compared as text. */
export const idSchema = z.uuid().toLowerCase().describe('UUID; version 7 where it is new.');

export const moneySchema = z
  .int()
  .min(0)
  .max(Number.MAX_SAFE_INTEGER)
  .describe('Integer minor units; the rupiah has no decimals.');

export const signedMoneySchema = z.int().describe('Integer minor units of either sign; the rupiah has no decimals.');

export const quantitySchema = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,4})?$/, 'a decimal string of at most 9 digits before and 4 after the point')
  .refine((text) => Number(text) > 0, 'more than zero')
  .describe('Decimal string with at most 4 decimals, such as "2" or "0.250".');

export const businessDateSchema = z.iso.date().describe('Trading day in the zone of the outlet.');

/** An instant that every part of the system can hold: PostgreSQL knows no year 0, JavaScript writes none above 9999. */
export const instantSchema = z.iso.datetime({ offset: true }).refine(hasYear, 'a year from 1 to 9999');

function hasYear(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return year >= 1 && year <= 9_999;
}

/** Free text of a person: no control characters, and no halves of one, that a printer, a log or PostgreSQL chokes on. */
export const textSchema = (max: number) =>
  z
    .string()
    .max(max)
    // eslint-disable-next-line no-control-regex
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Surrogate}]*$/u, 'no control characters');

/** A code as somebody types it. */
export const codeSchema = z
  .string()
  .max(60)
  .transform((text) => text.toUpperCase().replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^[0-9A-Z]{4,40}$/, '4 to 40 letters and digits'))
  .describe('4 to 40 letters and digits; small letters, spaces and hyphens do not matter.');

export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string(),
    code: z.string().describe('Stable and dotted, such as sales.payment-short.'),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
