import { DomainError } from '../../../kernel/domain-error';

export const customerNotFound = () =>
  new DomainError('not-found', 'customers.customer-not-found', 'There is no such customer.');
