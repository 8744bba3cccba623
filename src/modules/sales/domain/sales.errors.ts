import { DomainError } from '../../../kernel/domain-error';
import { moneyToJson, type Money } from '../../../kernel/money';

export const amountTooLarge = () =>
  new DomainError('invalid', 'sales.amount-too-large', 'The sale exceeds what a till can carry (2^53 - 1).');

export const taxRuleMissing = (taxCode: string) =>
  new DomainError('conflict', 'sales.tax-rule-missing', 'No tax rule holds for the product on this day.', { taxCode });

/** UU PPN art. 3A, 14: only a taxable entrepreneur (PKP) may charge PPN. */
export const ppnNeedsPkp = (taxCode: string) =>
  new DomainError('conflict', 'sales.ppn-needs-pkp', 'A business that is not PKP cannot charge PPN.', { taxCode });

export const discountTooLarge = (discount: Money, left: Money) =>
  new DomainError('invalid', 'sales.discount-too-large', 'A discount takes off more than there is.', {
    discount: moneyToJson(discount),
    left: moneyToJson(left),
  });

export const pointsNotRedeemable = () =>
  new DomainError('conflict', 'sales.points-not-redeemable', 'No running program says what a point is worth.');

export const discountForbidden = () =>
  new DomainError('forbidden', 'sales.discount-forbidden', 'Giving a discount needs the permission to do so.', {
    permission: 'sale.discount',
  });

/** What is lent is lent for one thing: the till makes the id of the sale before it asks. */
export const approvalNeedsId = () =>
  new DomainError(
    'invalid',
    'sales.approval-needs-id',
    'An approval is for one sale: send the id that it was given for.',
  );

export const approvalInvalid = () =>
  new DomainError(
    'forbidden',
    'identity.approval-invalid',
    'The approval is unknown, used, expired or for something else.',
  );

/** One answer to all that may be wrong with it: whoever guesses codes learns nothing. */
export const voucherWithdrawn = () =>
  new DomainError('conflict', 'catalog.voucher-withdrawn', 'The voucher was withdrawn.');

export const voucherUnusable = () =>
  new DomainError('conflict', 'catalog.voucher-unusable', 'The voucher cannot be used for this.');

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

/** What is owed is owed for goods: a tip is given, or it is not. */
export const tipOnAccount = () =>
  new DomainError('invalid', 'sales.tip-on-account', 'A tip cannot be left on account.');

export const customerRequired = () =>
  new DomainError(
    'invalid',
    'sales.customer-required',
    'Store credit, points and what is left on account are of a customer.',
  );

export const giftCardCodeRequired = () =>
  new DomainError('invalid', 'sales.gift-card-code-required', 'The reference of a gift card is the code on it.');

export const giftCardNotFound = () =>
  new DomainError('not-found', 'customers.gift-card-not-found', 'There is no such gift card.');

export const dueDatePast = (dueDate: string, businessDate: string) =>
  new DomainError('invalid', 'sales.due-date-past', 'The due date is before the day of the sale.', {
    dueDate,
    businessDate,
  });

export const shiftRequired = () =>
  new DomainError('invalid', 'sales.shift-required', 'Cash goes into the drawer of a shift; name it.');

export const receivableNotFound = () =>
  new DomainError('not-found', 'ledger.receivable-not-found', 'There is no such receivable.');

export const shiftNotFound = () => new DomainError('not-found', 'sales.shift-not-found', 'There is no such shift.');

export const shiftNotOpen = (state: string) =>
  new DomainError('conflict', 'sales.shift-not-open', `The shift is ${state}.`, { state });

export const syncExceptionNotFound = () =>
  new DomainError('not-found', 'sync.exception-not-found', 'There is no such exception.');

export const syncExceptionResolvedAlready = (resolution: string) =>
  new DomainError('conflict', 'sync.exception-resolved', 'Somebody has resolved it.', { resolution });

export const lateShiftBeingCounted = (drawer: string) =>
  new DomainError(
    'unavailable',
    'sync.late-shift-being-counted',
    'Late sales go on when it is counted.',
    { drawer },
    30,
  );

export const shiftAlreadyOpen = (drawer: string) =>
  new DomainError('conflict', 'sales.shift-already-open', 'The drawer has a shift that has not been counted.', {
    drawer,
  });

export const shiftExists = (shiftId: string) =>
  new DomainError('conflict', 'sales.shift-exists', 'A shift has this id already.', { shiftId });

export const shiftNotClosed = (state: string) =>
  new DomainError('conflict', 'sales.shift-not-closed', 'There is a Z report once the drawer was counted.', { state });

export const cashMovementAmount = (kind: string) =>
  new DomainError('invalid', 'sales.cash-movement-amount', 'A no_sale moves nothing; all else moves something.', {
    kind,
  });

export const counterRoleUnfit = (kind: string, roles: readonly string[]) =>
  new DomainError('invalid', 'sales.counter-role-unfit', 'Cash does not go there, or come from there, in this way.', {
    kind,
    roles,
  });

export const denominationsDiffer = (countedCash: Money, total: Money) =>
  new DomainError('invalid', 'sales.denominations-differ', 'The denominations do not come to what was counted.', {
    countedCash: moneyToJson(countedCash),
    total: moneyToJson(total),
  });

export const denominationTwice = (value: number) =>
  new DomainError('invalid', 'sales.denomination-twice', 'Each denomination is counted once.', { value });

export const drawerLimitStale = (version: number) =>
  new DomainError('stale', 'request.version-stale', 'The limit has changed since that version.', { version });

export const noOpenShift = () => new DomainError('not-found', 'sales.no-open-shift', 'No shift is open there.');

export const transactionNotFound = () =>
  new DomainError('not-found', 'sales.transaction-not-found', 'There is no such transaction.');

export const transactionVoided = () => new DomainError('conflict', 'sales.transaction-voided', 'The sale was voided.');

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

/** One answer to a token of nobody's, of no sale, and with another secret. */
export const receiptUnknown = () =>
  new DomainError('not-found', 'sales.receipt-unknown', 'This is no receipt of ours.');

export const receiptSettingsStale = (version: number) =>
  new DomainError('stale', 'request.version-stale', 'The settings have changed since that version.', { version });

export const heldBillNotFound = () =>
  new DomainError('not-found', 'sales.held-bill-not-found', 'There is no such held bill.');

export const heldBillResumed = () =>
  new DomainError('conflict', 'sales.held-bill-resumed', 'Another till has resumed the bill.');

export const heldBillExpired = () =>
  new DomainError('conflict', 'sales.held-bill-expired', 'The time for which the bill was held is over.');

export const worksNowhere = () =>
  new DomainError('not-found', 'identity.outlet-not-found', 'You work at no outlet at which this could be sold.');
