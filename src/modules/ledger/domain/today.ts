import { businessDateOf } from '../../../kernel/business-date';

/** The first zone on Earth to enter a day: a sale of this morning is in, wherever its outlet stands. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';

/** The newest day of the books. */
export function todayOf(now: Date): string {
  return businessDateOf(now, EARLIEST_ZONE, '00:00');
}
