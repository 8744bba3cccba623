import type { Operator } from '../../kernel/actor';
import type { Answer } from '../../kernel/answer';
import { DomainError } from '../../kernel/domain-error';
import type { BusinessSummary } from '../../modules/identity';
import type { OperatorDesk } from './operator-desk';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Repairs an event in the business that it belongs to: whoever types an event's id need not know whose it is. */
export async function whereItFailed<Result>(
  desk: OperatorDesk,
  { eventId, only }: { readonly eventId: string; readonly only: string | undefined },
  repair: (operator: Operator, eventId: string) => Promise<Answer<Result>>,
): Promise<{ business: BusinessSummary; result: Result }> {
  const id = eventId.toLowerCase();
  if (!UUID.test(id)) throw new Error(`${eventId} is not the id of an event.`);
  let notFound: unknown;
  for await (const { business, operator } of desk.businesses(only)) {
    try {
      return { business, result: (await repair(operator, id)).body };
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'operations.failure-not-found')) throw error;
      notFound = error;
    }
  }
  throw notFound;
}
