import { DomainError } from '../../../kernel/domain-error';

export const productNotFound = (productId?: string) =>
  new DomainError('not-found', 'catalog.product-not-found', 'There is no such product.', { productId });

export const categoryNotFound = () =>
  new DomainError('not-found', 'catalog.category-not-found', 'There is no such category.');

export const tierNotFound = () => new DomainError('not-found', 'customers.tier-not-found', 'There is no such tier.');

export const promotionNotFound = () =>
  new DomainError('not-found', 'catalog.promotion-not-found', 'There is no such promotion.');

export const promotionNameTaken = (name: string) =>
  new DomainError('conflict', 'catalog.promotion-name-taken', 'A promotion has this name already.', { name });

export const promotionStale = (version: number) =>
  new DomainError('stale', 'request.version-stale', 'The promotion has changed since that version.', { version });

export const promotionUnlimited = (promotionId: string) =>
  new DomainError('conflict', 'catalog.promotion-unlimited', 'Whether its uses are limited is said at its beginning.', {
    promotionId,
  });

export const promotionNotByVoucher = (promotionId: string) =>
  new DomainError('conflict', 'catalog.promotion-not-by-voucher', 'The promotion is given without a voucher.', {
    promotionId,
  });

export const voucherCodeTaken = () =>
  new DomainError('conflict', 'catalog.voucher-code-taken', 'A voucher has this code already.');

export const voucherNotFound = () =>
  new DomainError('not-found', 'catalog.voucher-not-found', 'There is no such voucher.');

export const voucherUsedUp = () =>
  new DomainError('conflict', 'catalog.voucher-used-up', 'Nothing is left of the voucher.');

export const voucherWithdrawn = () =>
  new DomainError('conflict', 'catalog.voucher-withdrawn', 'The voucher was withdrawn.');

export const customerNotFound = () =>
  new DomainError('not-found', 'customers.customer-not-found', 'There is no such customer.');
