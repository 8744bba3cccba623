import { failureNotFound, failureSettled } from './operations.errors';

type State = 'parked' | 'dead' | 'discarded' | 'resolved';

/** Those that can still be retried or given up. Throws `operations.failure-not-found` or `operations.failure-settled`. */
export function requireUnsettled<Failure extends { readonly state: State }>(
  eventId: string,
  failures: readonly Failure[],
): Failure[] {
  if (failures.length === 0) throw failureNotFound(eventId);
  const unsettled = failures.filter(({ state }) => state === 'parked' || state === 'dead');
  if (unsettled.length === 0) throw failureSettled(eventId, [...new Set(failures.map(({ state }) => state))]);
  return unsettled;
}
