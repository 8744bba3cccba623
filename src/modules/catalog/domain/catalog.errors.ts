import { DomainError } from '../../../kernel/domain-error';

export const productNotFound = (productId: string) =>
  new DomainError('not-found', 'catalog.product-not-found', 'There is no such product.', { productId });
