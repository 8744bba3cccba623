import { Temporal } from 'temporal-polyfill';

/** A trading day, "2026-11-21": the day in the outlet's own zone, cut at the hour its day starts. */
export type BusinessDate = string;

/** The business date of an instant. `dayStartsAt` is "HH:MM"; a sale before it belongs to the day before. */
export function businessDateOf(instant: Date, timeZone: string, dayStartsAt: string): BusinessDate {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  const beforeStart = Temporal.PlainTime.compare(local.toPlainTime(), Temporal.PlainTime.from(dayStartsAt)) < 0;
  return local
    .toPlainDate()
    .subtract({ days: beforeStart ? 1 : 0 })
    .toString();
}

/** What a clock on the wall there shows, "2026-11-21 10:15". */
export function wallClock(instant: Date, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return local.toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** So many months later; on the last day of a month that has no such day. */
export function monthsAfter(date: BusinessDate, months: number): BusinessDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}
