import { DomainError } from '../../../kernel/domain-error';
import { moneyToJson, type Money } from '../../../kernel/money';

export const productNotFound = (productId: string) =>
  new DomainError('not-found', 'catalog.product-not-found', 'There is no such product.', { productId });

export const variantNotFound = (variantId: string) =>
  new DomainError('not-found', 'catalog.variant-not-found', 'The product has no such variant.', { variantId });

export const variantRequired = (productId: string) =>
  new DomainError('invalid', 'sales.variant-required', 'The product is sold by its variants; choose one.', {
    productId,
  });

export const modifierNotFound = (modifierId: string) =>
  new DomainError('not-found', 'catalog.modifier-not-found', 'The product has no such modifier.', { modifierId });

export const modifierSelection = (groupId: string, minSelect: number, maxSelect: number, chosen: number) =>
  new DomainError('invalid', 'sales.modifier-selection', `Choose ${minSelect} to ${maxSelect} of this group.`, {
    groupId,
    minSelect,
    maxSelect,
    chosen,
  });

export const quantityTooFine = (productId: string, decimals: number) =>
  new DomainError('invalid', 'sales.quantity-too-fine', `The quantity may have ${decimals} decimals.`, {
    productId,
    decimals,
  });

export const amountTooLarge = () =>
  new DomainError('invalid', 'sales.amount-too-large', 'The sale exceeds what a till can carry (2^53 - 1).');

export const taxRuleMissing = (taxCode: string) =>
  new DomainError('conflict', 'sales.tax-rule-missing', 'No tax rule holds for the product on this day.', { taxCode });

/** UU PPN art. 3A, 14: only a taxable entrepreneur (PKP) may charge PPN. */
export const ppnNeedsPkp = (taxCode: string) =>
  new DomainError('conflict', 'sales.ppn-needs-pkp', 'A business that is not PKP cannot charge PPN.', { taxCode });

export const priceOverrideForbidden = () =>
  new DomainError('forbidden', 'sales.price-override-forbidden', 'Setting a price needs the permission to do so.', {
    permission: 'sale.override-price',
  });

export const paymentShort = (due: Money, paid: Money) =>
  new DomainError('invalid', 'sales.payment-short', 'The payments do not cover the total.', {
    due: moneyToJson(due),
    paid: moneyToJson(paid),
  });

export const changeBeyondCash = (due: Money, paid: Money) =>
  new DomainError('invalid', 'sales.change-beyond-cash', 'Change is given out of cash only.', {
    due: moneyToJson(due),
    paid: moneyToJson(paid),
  });

export const shiftNotFound = () => new DomainError('not-found', 'sales.shift-not-found', 'There is no such shift.');

export const shiftNotOpen = (state: string) =>
  new DomainError('conflict', 'sales.shift-not-open', `The shift is ${state}.`, { state });

export const shiftAlreadyOpen = (drawer: string) =>
  new DomainError('conflict', 'sales.shift-already-open', 'The drawer has an open shift.', { drawer });

export const noOpenShift = () => new DomainError('not-found', 'sales.no-open-shift', 'No shift is open there.');

export const transactionNotFound = () =>
  new DomainError('not-found', 'sales.transaction-not-found', 'There is no such transaction.');

export const transactionExists = (transactionId: string) =>
  new DomainError('conflict', 'sales.transaction-exists', 'A transaction has this id already.', { transactionId });

export const customerNotFound = () =>
  new DomainError('not-found', 'customers.customer-not-found', 'There is no such customer.');

export const tableNotFound = () => new DomainError('not-found', 'dining.table-not-found', 'There is no such table.');

export interface ShortItem {
  readonly productId: string;
  readonly variantId: string | null;
  readonly name: string;
  /** Decimal strings, of all lines of the cart together and of the shelf. */
  readonly requested: string;
  readonly available: string;
}

export const insufficientStock = (items: readonly ShortItem[]) =>
  new DomainError('conflict', 'inventory.insufficient-stock', 'There is not enough on the shelf.', { items });

export const pricesKeepMoving = () =>
  new DomainError('unavailable', 'sales.prices-keep-moving', 'The catalog is being changed; try again.', {}, 1);

/** The sale was priced under a catalog that has moved since. */
export const wasOvertaken = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'catalog.revision-moved';

export const outletNotFound = (outletId: string) =>
  new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId });

export const occurredInTheFuture = (occurredAt: Date) =>
  new DomainError('invalid', 'sales.occurred-in-future', 'The till has a clock ahead of ours.', {
    occurredAt: occurredAt.toISOString(),
  });
