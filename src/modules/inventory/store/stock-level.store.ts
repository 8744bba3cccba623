import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { ShelfLevel } from '../domain/stock-level-events';

@Injectable()
export class StockLevelStore {
  /** What lies now on the shelves on which the transactions have moved something: goods, or what was in them. */
  movedBy(tx: Tx, transactionIds: readonly string[], reasons: readonly string[]): Promise<ShelfLevel[]> {
    return tx.prisma.$queryRaw`
      select l.outlet_id as "outletId",
             jsonb_build_object('stockItemId', i.id, 'productId', i.product_id, 'variantId', i.variant_id,
               'name', i.name, 'onHand', trim_scale(l.quantity)::text,
               'isLow', coalesce(l.quantity <= l.low_stock_at, false)) as level
        from (select distinct m.outlet_id, m.stock_item_id
                from inventory.stock_movements m
               where m.business_id = ${tx.businessId}::uuid
                 and m.source_id = any(${transactionIds}::uuid[])
                 and m.reason = any(${[...reasons]}::text[])) m
        join inventory.stock_levels l
          on l.business_id = ${tx.businessId}::uuid and l.outlet_id = m.outlet_id and l.stock_item_id = m.stock_item_id
        join inventory.stock_items i on i.business_id = l.business_id and i.id = l.stock_item_id
       order by l.outlet_id, i.id`;
  }
}
