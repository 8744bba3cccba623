import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { localMomentOf } from '../../../kernel/local-moment';
import type { Permission } from '../../../kernel/permissions';
import { priceCart, type PricedCart } from '../domain/pricing';
import type { SaleContext } from '../domain/sale-context';
import {
  customerRequired,
  discountForbidden,
  occurredInTheFuture,
  priceOverrideForbidden,
} from '../domain/sales.errors';
import type { CreateTransactionCommand } from './create-transaction.command';

/** How far a till's clock may be ahead of ours. */
const CLOCK_SKEW_MS = 5 * 60_000;

/** A sale before anybody pays. */
export type SaleToPrice = Pick<
  CreateTransactionCommand,
  'outletId' | 'orderType' | 'customerId' | 'items' | 'discount' | 'points' | 'occurredAt'
>;

export interface PricedSale {
  readonly cart: PricedCart;
  readonly occurredAt: Date;
  readonly businessDate: string;
}

export function priceSale(sale: SaleToPrice, context: SaleContext, now: Date): PricedSale {
  const occurredAt = sale.occurredAt ?? now;
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) throw occurredInTheFuture(occurredAt);
  const { timeZone, dayStartsAt } = context.outlet;
  const businessDate = businessDateOf(occurredAt, timeZone, dayStartsAt);
  const moment = localMomentOf(occurredAt, timeZone);
  const { orderType, customerId, discount, points } = sale;
  if (points > 0n && customerId === null) throw customerRequired();
  return {
    cart: priceCart(sale.items, context, { businessDate, moment, orderType, customerId, discount, points }),
    occurredAt,
    businessDate,
  };
}

/** What a sale takes beside the right to sell. */
export function rightsNeeded({ items, discount }: Pick<SaleToPrice, 'items' | 'discount'>): Permission[] {
  const setsPrice = items.some((item) => item.unitPrice !== null);
  const discounts = discount !== null || items.some((item) => item.discount !== null);
  return [...(setsPrice ? ['sale.override-price' as const] : []), ...(discounts ? ['sale.discount' as const] : [])];
}

export function requireRights(actor: Actor, sale: SaleToPrice): void {
  const [missing] = rightsNeeded(sale).filter((permission) => !actorCan(actor, permission));
  if (missing === 'sale.override-price') throw priceOverrideForbidden();
  if (missing === 'sale.discount') throw discountForbidden();
}
