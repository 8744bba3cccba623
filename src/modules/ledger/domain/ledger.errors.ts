import { DomainError } from '../../../kernel/domain-error';

export const entryNotFound = (entryId: string) =>
  new DomainError('not-found', 'ledger.entry-not-found', 'There is no such journal entry.', { entryId });
