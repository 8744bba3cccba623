import { businessDateOf } from '../kernel/business-date';
import { groupBy } from '../kernel/group-by';
import { derivedId } from '../kernel/ids';
import { invariant } from '../kernel/invariant';
import { moneyToJson, sum } from '../kernel/money';
import { parseQuantity, priceOf } from '../kernel/quantity';
import { idsOf } from './business-ids';
import type { BusinessPlan, StockPlan } from './business-plan';
import { type ShelfItem, shelfItemsOf } from './shelf-rows';
import type { TenantSession } from './tenant-session';

const DAY_STARTS_AT = '00:00';

/** Puts the goods on the shelves and the cash into the safes, and both into the books, against the opening balance. */
export async function openOutlets(session: TenantSession, plan: BusinessPlan, at: Date): Promise<void> {
  const items = shelfItemsOf(plan).filter(({ stock }) => parse(stock) > 0n);
  for (const { code, timeZone } of plan.outlets) {
    const outletId = idsOf(plan.id).outlet(code);
    const openingId = derivedId(outletId, 'opening');
    await session.query(`select inventory.receive_stock($1, $2, 'opening', $3::jsonb)`, [
      plan.id,
      outletId,
      JSON.stringify(
        items.map(({ id, stock }) => ({
          movementId: derivedId(openingId, id),
          sourceId: openingId,
          stockItemId: id,
          quantity: stock.quantity,
          value: moneyToJson(valueOf(stock)),
          occurredAt: at,
        })),
      ),
    ]);
    await session.query('select ledger.post_entry($1, $2::jsonb)', [
      plan.id,
      JSON.stringify({
        id: derivedId(openingId, 'entry'),
        effectiveDate: businessDateOf(at, timeZone, DAY_STARTS_AT),
        outletId,
        sourceType: 'opening',
        sourceId: openingId,
        description: 'Saldo awal',
        recordedBy: idsOf(plan.id).employee(ownerOf(plan)),
        lines: openingLines(items, plan.openingCash),
      }),
    ]);
  }
}

function openingLines(items: readonly ShelfItem[], cash: number) {
  const goods = [...groupBy(items, ({ inventoryRole }) => inventoryRole)].map(([role, group]) => ({
    role,
    debit: moneyToJson(sum(group.map(({ stock }) => valueOf(stock)))),
    credit: 0,
  }));
  const total = goods.reduce((value, line) => value + line.debit, cash);
  return [...goods, { role: 'CASH_SAFE', debit: cash, credit: 0 }, { role: 'OPENING', debit: 0, credit: total }];
}

function valueOf(stock: StockPlan): bigint {
  return priceOf(BigInt(stock.unitCost), parse(stock));
}

function parse({ quantity }: StockPlan): bigint {
  const parsed = parseQuantity(quantity);
  invariant(parsed !== null, `${quantity} is no quantity`);
  return parsed;
}

function ownerOf({ name, employees }: BusinessPlan): string {
  const owner = employees.find(({ role }) => role === 'owner');
  invariant(owner, `${name} has no owner`);
  return owner.email;
}
