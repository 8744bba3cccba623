import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';

export type StockKind = 'product' | 'variant' | 'ingredient';

export interface StockLevelView {
  readonly stockItemId: string;
  readonly kind: StockKind;
  readonly productId: string | null;
  readonly variantId: string | null;
  readonly name: string;
  readonly uom: string;
  readonly quantity: string;
  readonly unitCost: string;
  readonly value: number;
  readonly mayGoNegative: boolean;
  readonly lowStockAt: string | null;
}

export interface StockLevelFilter {
  readonly outletId: string;
  readonly productId?: string | undefined;
  readonly kind?: StockKind | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type StockLevelRow = Omit<StockLevelView, 'value'> & { readonly value: bigint };

/** What lies on the shelves of an outlet, by name: what is sold, unless the ingredients are asked for. */
@Injectable()
export class StockLevelsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: StockLevelFilter): Promise<Page<StockLevelView>> {
    requireWorkplace(actor, filter.outletId);
    const after = decodeCursor(filter.cursor, 2);
    const rows = await this.database.read(actor.businessId, (tx) => readLevels(tx, filter, after));
    return toPage(rows.map(toView), filter.limit, (level) => [level.name, level.stockItemId]);
  }
}

function readLevels(tx: ReadTx, filter: StockLevelFilter, after: string[] | null): Promise<StockLevelRow[]> {
  const { outletId, productId = null, limit } = filter;
  const kinds: StockKind[] = filter.kind ? [filter.kind] : ['product', 'variant'];
  const [afterName = null, afterId = null] = after ?? [];
  return tx.prisma.$queryRaw`
    select i.id as "stockItemId", i.kind, i.product_id as "productId", i.variant_id as "variantId", i.name, i.uom,
           trim_scale(l.quantity)::text as quantity, trim_scale(l.unit_cost)::text as "unitCost", l.value,
           l.may_go_negative as "mayGoNegative", trim_scale(l.low_stock_at)::text as "lowStockAt"
      from inventory.stock_levels l
      join inventory.stock_items i on i.business_id = l.business_id and i.id = l.stock_item_id
     where l.business_id = ${tx.businessId}::uuid
       and l.outlet_id = ${outletId}::uuid
       and i.kind = any(${kinds}::text[])
       and (${productId}::uuid is null or i.product_id = ${productId}::uuid)
       and (${afterName}::text is null or (i.name, i.id) > (${afterName}, ${afterId}::uuid))
     order by i.name, i.id
     limit ${limit + 1}`;
}

function toView(row: StockLevelRow): StockLevelView {
  return { ...row, value: moneyToJson(row.value) };
}
