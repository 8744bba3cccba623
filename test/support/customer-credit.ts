import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { Database, writerOf } from '../../src/platform/database/database';
import type { Shop } from './shop';

export async function allowToOwe(owner: Client, shop: Shop, creditLimit: number, customer = 'Sari'): Promise<void> {
  await owner.query('update customers.customers set credit_limit = $3 where business_id = $1 and id = $2', [
    ...[shop.businessId, shop.ids.customer(customer)],
    creditLimit,
  ]);
}

/** As whoever owes it does: the credit and its journal entry in one commit. Returns what there is then. */
export async function giveStoreCredit(
  shop: Shop,
  amount: number,
  { customerId = shop.ids.customer('Sari'), source = newId() as string } = {},
): Promise<number> {
  const [debit, credit] = [Math.max(amount, 0), Math.max(-amount, 0)];
  const entry = JSON.stringify({
    ...{ id: newId(), effectiveDate: '2026-11-21', outletId: shop.outletId, sourceType: 'test', sourceId: source },
    ...{ description: 'Saldo toko', recordedBy: shop.actor().employeeId },
    lines: [
      { role: 'SALES_RETURN', debit, credit },
      { role: 'STORE_CREDIT', debit: credit, credit: debit },
    ],
  });
  return shop.app.get(Database).change(writerOf(shop.actor()), async ({ businessId, prisma }) => {
    const [row] = await prisma.$queryRaw<[{ balance: bigint }]>`
      select customers.add_store_credit(${businessId}::uuid, ${customerId}::uuid, ${amount}::bigint, 'test',
                                        ${source}::uuid) as balance`;
    await prisma.$executeRaw`select ledger.post_entry(${businessId}::uuid, ${entry}::jsonb)`;
    return Number(row.balance);
  });
}
