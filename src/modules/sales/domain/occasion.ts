import { businessDateOf } from '../../../kernel/business-date';
import { localMomentOf } from '../../../kernel/local-moment';
import type { OrderType } from '../contracts/sales.events';
import type { AskedDiscount, Occasion } from './cart';
import type { OutletTerms } from './sale-context';

/** A sale at an outlet at this moment. */
export function occasionAt(
  now: Date,
  { timeZone, dayStartsAt }: Pick<OutletTerms, 'timeZone' | 'dayStartsAt'>,
  orderType: OrderType,
  discount: AskedDiscount | null = null,
): Occasion {
  return {
    businessDate: businessDateOf(now, timeZone, dayStartsAt),
    moment: localMomentOf(now, timeZone),
    orderType,
    discount,
    vouchers: [],
  };
}
