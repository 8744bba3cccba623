import type { Client as Session } from 'pg';
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
export async function expectEffectsOnce(owner: Session, acknowledged: readonly Acknowledged[]): Promise<void> {
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

async function effectsOf(owner: Session, transactionIds: readonly string[]): Promise<Effects[]> {
  const { rows } = await owner.query<Effects>(
    `with acknowledged as (select unnest($1::uuid[]) as id)
     select a.id as "transactionId",
            (select count(*)::int from sales.transactions t where t.id = a.id) as sales,
            (select count(*)::int from ledger.journal_entries e
              where e.source_type = 'sale' and e.source_id = a.id) as "journalEntries",
            (select count(*)::int from kitchen.orders o where o.transaction_id = a.id) as orders,
            (select count(*)::int from outbox.events e
              where e.type = 'kitchen.order-created' and e.payload->>'transactionId' = a.id::text) as "ordersTold",
            (select count(*)::int from customers.loyalty_entries l where l.transaction_id = a.id) as "loyaltyEntries",
            (select count(*)::int from audit.entries x
              where x.action = 'sales.transaction-created' and x.data->>'transactionId' = a.id::text) as "auditEntries",
            (select coalesce(json_object_agg(u.name, u.used order by u.name collate "C"), '{}')
               from (select i.name, sum(-m.delta)::float as used
                       from inventory.stock_movements m
                       join inventory.stock_items i on i.business_id = m.business_id and i.id = m.stock_item_id
                      where m.reason = 'recipe' and m.source_id = a.id
                      group by i.name) u) as ingredients
       from acknowledged a`,
    [transactionIds],
  );
  return rows;
}
