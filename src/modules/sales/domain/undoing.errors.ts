import { DomainError } from '../../../kernel/domain-error';
import { type Money, moneyToJson } from '../../../kernel/money';
import { formatQuantity, type Quantity } from '../../../kernel/quantity';

export const notASale = (type: string) =>
  new DomainError('conflict', 'sales.not-a-sale', 'Only a sale is voided or refunded.', { type });

export const transactionVoided = () => new DomainError('conflict', 'sales.transaction-voided', 'The sale was voided.');

/** What was given back cannot be annulled as if it had not been. */
export const transactionRefunded = () =>
  new DomainError('conflict', 'sales.transaction-refunded', 'Some of the sale was refunded.');

/** What it was paid with is goods that came back, and they stay. */
export const transactionExchanged = () =>
  new DomainError('conflict', 'sales.transaction-exchanged', 'It was taken in exchange; refund it instead.');

export const transactionItemNotFound = (itemId: string) =>
  new DomainError('not-found', 'sales.transaction-item-not-found', 'The sale has no such item.', { itemId });

export const itemTwice = (itemId: string) =>
  new DomainError('invalid', 'sales.refund-item-twice', 'Each item is returned once in a refund.', { itemId });

export const refundQuantityTooFine = (itemId: string, decimals: number) =>
  new DomainError('invalid', 'sales.quantity-too-fine', `The quantity may have ${decimals} decimals.`, {
    itemId,
    decimals,
  });

export const refundBeyondSold = (
  items: readonly { readonly itemId: string; readonly quantity: Quantity; readonly left: Quantity }[],
) =>
  new DomainError('conflict', 'sales.refund-beyond-sold', 'More comes back than was sold and is not back yet.', {
    items: items.map(({ itemId, quantity, left }) => ({
      itemId,
      quantity: formatQuantity(quantity),
      left: formatQuantity(left),
    })),
  });

/** What was exchanged for it, or received later of what it left on account, does not go back the way it came. */
export const noOriginalTender = (asked: Money, left: Money) =>
  new DomainError(
    'conflict',
    'sales.no-original-tender',
    'Not that much was paid with the sale; refund it otherwise.',
    {
      asked: moneyToJson(asked),
      left: moneyToJson(left),
    },
  );
