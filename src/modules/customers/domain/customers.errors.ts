import { DomainError } from '../../../kernel/domain-error';

export const customerNotFound = () =>
  new DomainError('not-found', 'customers.customer-not-found', 'There is no such customer.');

export const giftCardNotFound = () =>
  new DomainError('not-found', 'customers.gift-card-not-found', 'There is no such gift card.');

export const giftCardSaleNotFound = () =>
  new DomainError('not-found', 'customers.gift-card-sale-not-found', 'No gift card was sold so.');

export const outletNotFound = (outletId: string) =>
  new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId });
