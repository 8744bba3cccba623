import type { Pool } from 'pg';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Acknowledged } from './shoppers';
import type { SaleItem } from './till';

const { products, businessId: CAFE } = KOPI_SENJA;

/** What one of these takes, by the demo's recipes. */
const RECIPES: Record<string, Record<string, number>> = {
  [products.kopiSusu]: { 'Biji kopi': 20, Susu: 200, Gula: 10 },
  [products.nasiGoreng]: { Beras: 150, Telur: 1 },
};

interface Effects {
  readonly transactionId: string;
  readonly sales: number;
  readonly journalEntries: number;
  readonly orders: number;
  readonly ordersTold: number;
  readonly loyaltyEntries: number;
  readonly auditEntries: number;
  readonly ingredients: Record<string, number>;
}

/** Every acknowledged sale is there once, and once only everything that follows from it; and no other sale is there. */
export async function expectEffectsOnce(owner: Pool, acknowledged: readonly Acknowledged[]): Promise<void> {
  const ids = acknowledged.map(({ answer }) => answer.transactionId as string);
  expect(new Set(ids).size).toBe(ids.length);
  const found = new Map((await effectsOf(owner, ids)).map((effects) => [effects.transactionId, effects]));
  const wrong = acknowledged
    .map((one) => ({ found: found.get(one.answer.transactionId), due: effectsDue(one) }))
    .filter((pair) => JSON.stringify(pair.found) !== JSON.stringify(pair.due));
  expect(wrong).toEqual([]);
  const { rows } = await owner.query<{ count: number }>('select count(*)::int as count from sales.transactions');
  expect(rows[0]!.count).toBe(ids.length);
}

function effectsDue({ businessId, sale, answer }: Acknowledged): Effects {
  const ofCafe = businessId === CAFE;
  const isMade = ofCafe && sale.items!.some(({ productId }) => productId in RECIPES);
  return {
    transactionId: answer.transactionId,
    sales: 1,
    journalEntries: 1,
    orders: isMade ? 1 : 0,
    ordersTold: isMade ? 1 : 0,
    loyaltyEntries: ofCafe && sale.customerId ? 1 : 0,
    auditEntries: 1,
    ingredients: ingredientsDue(sale.items!),
  };
}

function ingredientsDue(items: readonly SaleItem[]): Record<string, number> {
  const due: Record<string, number> = {};
  for (const { productId, quantity } of items) {
    for (const [name, amount] of Object.entries(RECIPES[productId] ?? {})) {
      due[name] = (due[name] ?? 0) + amount * Number(quantity);
    }
  }
  return Object.fromEntries(Object.entries(due).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

async function effectsOf(owner: Pool, transactionIds: readonly string[]): Promise<Effects[]> {
  const { rows } = await owner.query<Effects>(
    `with acknowledged as (select unnest($1::uuid[]) as id),
     sales as (select id, count(*)::int as n from sales.transactions group by 1),
     entries as (select source_id as id, count(*)::int as n from ledger.journal_entries where source_type = 'sale' group by 1),
     orders as (select transaction_id as id, count(*)::int as n from kitchen.orders group by 1),
     told as (select (payload->>'transactionId')::uuid as id, count(*)::int as n
                from outbox.events where type = 'kitchen.order-created' group by 1),
     points as (select transaction_id as id, count(*)::int as n from customers.loyalty_entries group by 1),
     audit as (select (data->>'transactionId')::uuid as id, count(*)::int as n
                 from audit.entries where action = 'sales.transaction-created' group by 1),
     ingredients as (select u.id, json_object_agg(u.name, u.used order by u.name collate "C") as used
                       from (select m.source_id as id, i.name, sum(-m.delta)::float as used
                               from inventory.stock_movements m
                               join inventory.stock_items i on i.business_id = m.business_id and i.id = m.stock_item_id
                              where m.reason = 'recipe'
                              group by 1, 2) u
                      group by 1)
     select id as "transactionId", coalesce(sales.n, 0) as sales, coalesce(entries.n, 0) as "journalEntries",
            coalesce(orders.n, 0) as orders, coalesce(told.n, 0) as "ordersTold",
            coalesce(points.n, 0) as "loyaltyEntries", coalesce(audit.n, 0) as "auditEntries",
            coalesce(ingredients.used, '{}') as ingredients
       from acknowledged
       left join sales using (id)
       left join entries using (id)
       left join orders using (id)
       left join told using (id)
       left join points using (id)
       left join audit using (id)
       left join ingredients using (id)`,
    [transactionIds],
  );
  return rows;
}
