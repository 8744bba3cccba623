import { Temporal } from 'temporal-polyfill';

export interface LocalDay {
  /** "2026-11-21". */
  readonly date: string;
  /** 1 is Monday, 7 Sunday. */
  readonly weekday: number;
}

/** What the clock on the wall of an outlet says. */
export interface LocalMoment {
  readonly today: LocalDay;
  readonly yesterday: LocalDay;
  /** "17:05". */
  readonly time: string;
}

export function localMomentOf(instant: Date, timeZone: string): LocalMoment {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone);
  return {
    today: dayOf(local.toPlainDate()),
    yesterday: dayOf(local.toPlainDate().subtract({ days: 1 })),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
  };
}

function dayOf(date: Temporal.PlainDate): LocalDay {
  return { date: date.toString(), weekday: date.dayOfWeek };
}
