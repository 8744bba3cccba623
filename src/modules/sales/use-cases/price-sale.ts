import { type Actor, actorCan } from '../../../kernel/actor';
import { businessDateOf } from '../../../kernel/business-date';
import { localMomentOf } from '../../../kernel/local-moment';
import type { Permission } from '../../../kernel/permissions';
import { priceCart, type PricedCart } from '../domain/pricing';
import type { LentPermission, SaleContext } from '../domain/sale-context';
import {
  approvalInvalid,
  approvalNeedsId,
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
  'outletId' | 'orderType' | 'items' | 'discount' | 'vouchers' | 'occurredAt'
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
  const { orderType, discount, vouchers } = sale;
  return {
    cart: priceCart(sale.items, context, { businessDate, moment, orderType, discount, vouchers }),
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

/**
 * What of the permissions that were lent for a sale it takes: those that its cashier lacks. Throws what the cashier may
 * not, and `identity.approval-invalid` where what was lent is for something else.
 */
export function requireRights(
  actor: Actor,
  sale: SaleToPrice & Pick<CreateTransactionCommand, 'id' | 'approvals'>,
  lent: readonly LentPermission[],
): LentPermission[] {
  return rightsNeeded(sale)
    .filter((permission) => !actorCan(actor, permission))
    .map((permission) => {
      const taken = lent.find(({ action }) => action === permission);
      if (taken) return taken;
      if (sale.approvals.length === 0)
        throw permission === 'sale.discount' ? discountForbidden() : priceOverrideForbidden();
      throw sale.id === null ? approvalNeedsId() : approvalInvalid();
    });
}
