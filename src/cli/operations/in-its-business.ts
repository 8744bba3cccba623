import type { Operator } from '../../kernel/actor';
import type { Answer } from '../../kernel/answer';
import { DomainError } from '../../kernel/domain-error';
import type { BusinessSummary } from '../../modules/identity';
import type { OperatorDesk } from './operator-desk';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What an id is of, and how a business answers that has none such. */
interface Kind {
  readonly of: string;
  readonly notFound: string;
}

export const A_FAILED_EVENT: Kind = { of: 'an event', notFound: 'operations.failure-not-found' };

export const A_REFUND_TASK: Kind = { of: 'a refund task', notFound: 'payments.refund-task-not-found' };

interface Wanted extends Kind {
  readonly id: string;
  readonly only: string | undefined;
}

/** Repairs something in the business that it belongs to: whoever types its id need not know whose it is. */
export async function inItsBusiness<Result>(
  desk: OperatorDesk,
  { id: typed, of, notFound, only }: Wanted,
  repair: (operator: Operator, id: string) => Promise<Answer<Result>>,
): Promise<{ business: BusinessSummary; result: Result }> {
  const id = typed.toLowerCase();
  if (!UUID.test(id)) throw new Error(`${typed} is not the id of ${of}.`);
  let unknown: unknown;
  for await (const { business, operator } of desk.businesses(only)) {
    try {
      return { business, result: (await repair(operator, id)).body };
    } catch (error) {
      if (!(error instanceof DomainError && error.code === notFound)) throw error;
      unknown = error;
    }
  }
  throw unknown;
}
