import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { MONEY_MAX, type Money } from '../../../kernel/money';
import type { PaymentMethod } from '../contracts/sales.events';
import { type AskedDiscount, type CartItem, productsOf, type Tender } from '../domain/cart';
import { occasionAt } from '../domain/occasion';
import { priceCart } from '../domain/pricing';
import type { ProductTerms, SaleContext } from '../domain/sale-context';
import { variantNotFound } from '../domain/cart.errors';
import { outletNotFound, worksNowhere } from '../domain/sales.errors';
import { settle } from '../domain/settlement';
import { SaleContextQuery } from './sale-context.query';

/** A cart as mg-erp's clients have it: a variant by its name, a price that may be ours, and no word of what is due. */
export interface LocalCart {
  readonly items: readonly (Omit<CartItem, 'variantId'> & { readonly size: string | null })[];
  readonly discount: AskedDiscount | null;
  readonly method: PaymentMethod;
  /** Null: exactly what is due. */
  readonly tendered: Money | null;
}

export interface FoundCart {
  readonly outletId: string;
  readonly items: readonly CartItem[];
  readonly discount: AskedDiscount | null;
  readonly payments: readonly Tender[];
}

@Injectable()
export class LocalCartQuery {
  constructor(
    private readonly contexts: SaleContextQuery,
    private readonly clock: Clock,
  ) {}

  /** The cart and its tender in the words of a sale, at the outlet that was logged in at. */
  async find({ businessId, outletId }: Actor, cart: LocalCart): Promise<FoundCart> {
    if (outletId === null) throw worksNowhere();
    return this.contexts.decide(businessId, outletId, productsOf(cart), (context) => {
      if (!context) throw outletNotFound(outletId);
      const items = cart.items.map((item) => toCartItem(item, context.products.get(item.productId)));
      const amount = cart.tendered ?? this.due(items, cart, context);
      return {
        outletId,
        items,
        discount: cart.discount,
        payments: amount === 0n ? [] : [{ method: cart.method, amount, reference: null }],
      };
    });
  }

  private due(items: readonly CartItem[], { discount, method }: LocalCart, context: SaleContext): Money {
    const { cashRoundingStep, cashRoundingDirection } = context.outlet;
    const { total } = priceCart(items, context, occasionAt(this.clock.now(), context.outlet, 'retail', discount));
    const amount = method === 'cash' ? MONEY_MAX : total;
    return settle(total, [{ method, amount, reference: null }], cashRoundingStep, cashRoundingDirection).grandTotal;
  }
}

function toCartItem({ size, ...item }: LocalCart['items'][number], product: ProductTerms | undefined): CartItem {
  const variant = product?.variants.find(({ name }) => name.toLowerCase() === size?.toLowerCase());
  if (product && size !== null && !variant) throw variantNotFound(size);
  const isOurs = item.unitPrice === (variant ?? product)?.price;
  return { ...item, variantId: variant?.id ?? null, unitPrice: isOurs ? null : item.unitPrice };
}
