import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { DomainError } from '../../../kernel/domain-error';
import { derivedId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import type { IdempotentCommand } from '../../../platform/database/idempotency';
import { settleAsTaken, type TakenSale } from '../domain/as-taken';
import type { CartItem } from '../domain/cart';
import type { OfflineSale } from '../domain/offline-sale';
import type { PricedCart } from '../domain/pricing';
import type { SaleContext } from '../domain/sale-context';
import { outletNotFound } from '../domain/sales.errors';
import { type KnownCart, makeKnown } from '../domain/stand-ins';
import { type SyncException, syncException } from '../domain/sync-exception';
import { planTransaction, type TransactionPlan } from '../domain/transaction-plan';
import type { CreateTransactionCommand } from './create-transaction.command';
import { claimOf, requireDebtor, termsOf } from './plan-sale';
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
  const price = (items: readonly CartItem[]) =>
    pricedOrUndiscounted(
      { ...command, items, points: NO_POINTS },
      (sale) => priceSale({ ...sale, occurredAt }, known.context, occurredAt).cart,
    );
  const { tip, dueDate, payments } = command;
  const settling = { tip, mayOwe: dueDate !== null, grandTotal };
  const taken = settleAsTaken(price, known.items, payments, context.outlet, settling);
  requireDebtor(command, taken.settlement, businessDate);
  const exceptions = [
    ...offline.exceptions,
    ...unknownProducts(known),
    ...missingRights(actor, command, offline.exceptions),
    ...priceDrift(known, taken, price),
  ];
  const terms = termsOf(actor, command, {
    occurredAt,
    businessDate,
    points: NO_POINTS,
    approvals: [],
    offline: { operation, effectiveDate: offline.effectiveDate, exceptions, standIn: known.standIn },
  });
  return planTransaction(terms, taken.cart, taken.settlement, known.context, claimOf(idempotent));
}

/** Nobody could look at what the customer has: where a till took points for money, the prices differ. */
const NO_POINTS = 0n;

/** A discount that takes off more than today's price leaves has been given all the same: the total says how much. */
function pricedOrUndiscounted(sale: SaleToPrice, price: (sale: SaleToPrice) => PricedCart): PricedCart {
  try {
    return price(sale);
  } catch (refusal) {
    const code = refusal instanceof DomainError ? refusal.code : null;
    if (code === 'catalog.voucher-unusable') return pricedOrUndiscounted({ ...sale, vouchers: [] }, price);
    if (code !== 'sales.discount-too-large') throw refusal;
    return price({ ...sale, discount: null, items: sale.items.map((item) => ({ ...item, discount: null })) });
  }
}

function unknownProducts({ unknown }: KnownCart): SyncException[] {
  return unknown.length === 0 ? [] : [syncException('unknown-product', { items: unknown })];
}

/** The till's own prices are no override: where they differ from ours, that is a drift. */
function missingRights(
  actor: Actor,
  { items, discount }: CreateTransactionCommand,
  told: readonly SyncException[],
): SyncException[] {
  if (told.some(({ kind }) => kind === 'not-entitled')) return []; // whoever may not sell may give nothing away
  const needed = rightsNeeded({ discount, items: items.map((item) => ({ ...item, unitPrice: null })) });
  const permissions = needed.filter((permission) => !actorCan(actor, permission));
  return permissions.length === 0 ? [] : [syncException('not-entitled', { permissions })];
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
