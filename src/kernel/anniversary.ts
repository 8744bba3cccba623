import { Temporal } from 'temporal-polyfill';

/** How many days a date is from the nearest anniversary of another; 29 February is 28 February in most years. */
export function daysFromAnniversary(first: string, date: string): number {
  const born = Temporal.PlainDate.from(first);
  const day = Temporal.PlainDate.from(date);
  const distances = [-1, 0, 1].map((years) =>
    Math.abs(day.until(born.with({ year: day.year + years }), { largestUnit: 'days' }).days),
  );
  return Math.min(...distances);
}
