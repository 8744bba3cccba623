import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { DomainError } from '../../../kernel/domain-error';
import { derivedId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import { settleAsTaken, type TakenSale } from '../domain/as-taken';
import type { CartItem } from '../domain/cart';
import { takeWhatIsThere } from '../domain/funds';
import type { OfflineSale } from '../domain/offline-sale';
import type { PricedCart } from '../domain/pricing';
import type { LentPermission, SaleContext } from '../domain/sale-context';
import { outletNotFound } from '../domain/sales.errors';
import { type KnownCart, makeKnown } from '../domain/stand-ins';
import { type SyncException, syncException } from '../domain/sync-exception';
import { planTransaction, type TransactionPlan } from '../domain/transaction-plan';
import type { CreateTransactionCommand } from './create-transaction.command';
import { claimOf, termsOf } from './plan-sale';
import { priceSale, rightsNeeded, type SaleToPrice } from './price-sale';

/** Plans a sale that has happened already: as the till took it, with all that speaks against it. */
export function planOfflineSale(
  actor: Actor,
  command: CreateTransactionCommand,
  offline: OfflineSale,
  context: SaleContext | null,
  idempotent: IdempotentCommand,
): TransactionPlan {
  if (!context) throw outletNotFound(command.outletId);
  const { operation, grandTotal } = offline;
  const { occurredAt } = operation;
  const businessDate = businessDateOf(occurredAt, context.outlet.timeZone, context.outlet.dayStartsAt);
  const standInId = derivedId(actor.businessId, 'stand-in');
  const known = makeKnown(command.items, offline.names, context, businessDate, standInId);
  const points = pointsThere(command, offline, context);
  const price = (items: readonly CartItem[]) =>
    pricedOrUndiscounted(
      { ...command, items, points },
      (sale) => priceSale({ ...sale, occurredAt }, known.context, occurredAt).cart,
    );
  const { tip, dueDate, payments, customerId } = command;
  const settling = { tip, mayOwe: dueDate !== null, grandTotal };
  const taken = settleAsTaken(price, known.items, payments, context.outlet, settling);
  const { settlement, missing } = takeWhatIsThere(taken.settlement, customerId, offline.funds);
  const credit = dueDate !== null && customerId !== null ? taken.settlement.onAccount : 0n;
  const rights = rightsTaken(actor, command, offline.exceptions, context.lent);
  const exceptions = [
    ...offline.exceptions,
    ...unknownProducts(known),
    ...rights.exceptions,
    ...priceDrift(known, taken, price),
    ...paymentMissing(customerId, settlement.onAccount - credit, missing),
  ];
  const due = dueDate !== null && dueDate > businessDate ? dueDate : businessDate;
  const turn = { operation, effectiveDate: offline.effectiveDate, exceptions, standIn: known.standIn };
  const terms = termsOf(
    actor,
    { ...command, dueDate: due },
    {
      occurredAt,
      businessDate,
      points: areTaken(taken.cart) ? points : 0n,
      approvals: rights.approvals,
      offline: { ...turn, gaveCredit: credit > 0n },
    },
  );
  return planTransaction(terms, taken.cart, settlement, known.context, claimOf(idempotent));
}

/** All that the till took for money, where they are all there, or none: where it took more, the prices differ. */
function pointsThere({ points, customerId }: CreateTransactionCommand, { funds }: OfflineSale, context: SaleContext) {
  const there = customerId !== null && context.pointValue > 0n && (funds === null || funds.points >= points);
  return there ? points : 0n;
}

function areTaken({ lines }: PricedCart): boolean {
  return lines.some(({ discounts }) => discounts.some(({ source }) => source === 'points'));
}

/** What was taken for paid, and of which nobody has anything: the customer owes it, or somebody has to be found. */
function paymentMissing(
  customerId: string | null,
  amount: Money,
  tenders: readonly Readonly<Record<string, unknown>>[],
): SyncException[] {
  return amount === 0n ? [] : [syncException('payment-missing', { customerId, missing: moneyToJson(amount), tenders })];
}

/** A discount that takes off more than today's price leaves has been given all the same: the total says how much. */
function pricedOrUndiscounted(sale: SaleToPrice, price: (sale: SaleToPrice) => PricedCart): PricedCart {
  try {
    return price(sale);
  } catch (refusal) {
    const code = refusal instanceof DomainError ? refusal.code : null;
    if (code?.startsWith('catalog.voucher-')) return pricedOrUndiscounted({ ...sale, vouchers: [] }, price);
    if (code !== 'sales.discount-too-large') throw refusal;
    return price({
      ...sale,
      points: 0n,
      discount: null,
      items: sale.items.map((item) => ({ ...item, discount: null })),
    });
  }
}

function unknownProducts({ unknown }: KnownCart): SyncException[] {
  return unknown.length === 0 ? [] : [syncException('unknown-product', { items: unknown })];
}

/**
 * What was lent for it, and what its cashier had no right to. The till's own prices are no override: where they differ from
 * ours, that is a drift.
 */
function rightsTaken(
  actor: Actor,
  { items, discount }: CreateTransactionCommand,
  told: readonly SyncException[],
  lent: readonly LentPermission[],
): { approvals: LentPermission[]; exceptions: SyncException[] } {
  // Whoever may not sell may give nothing away.
  if (told.some(({ kind }) => kind === 'not-entitled')) return { approvals: [], exceptions: [] };
  const needed = rightsNeeded({ discount, items: items.map((item) => ({ ...item, unitPrice: null })) });
  const lacking = needed.filter((permission) => !actorCan(actor, permission));
  const approvals = lacking.flatMap((permission) => lent.find(({ action }) => action === permission) ?? []);
  const permissions = lacking.filter((permission) => !approvals.some(({ action }) => action === permission));
  return { approvals, exceptions: permissions.length === 0 ? [] : [syncException('not-entitled', { permissions })] };
}

/** Between what the till took and what the sale would come to by today's prices. */
function priceDrift(
  { items, standIn }: KnownCart,
  { cart, settlement, differs }: TakenSale,
  price: (items: readonly CartItem[]) => PricedCart,
): SyncException[] {
  const lines = cart.lines.flatMap(({ product, name, unitPrice, listed }, index) =>
    product.id === standIn?.id || unitPrice === listed.price
      ? []
      : [{ lineNumber: index + 1, name, unitPrice: moneyToJson(unitPrice), listPrice: moneyToJson(listed.price) }],
  );
  if (lines.length === 0 && !differs) return [];
  const standIns = new Set(
    cart.lines.filter(({ product }) => product.id === standIn?.id).map(({ itemNumber }) => itemNumber),
  );
  const today = price(items.map((item, index) => (standIns.has(index + 1) ? item : { ...item, unitPrice: null })));
  const [taken, priced] = [moneyToJson(settlement.grandTotal), moneyToJson(today.total)];
  return [syncException('price-drift', { taken, priced, difference: taken - priced, items: lines })];
}
