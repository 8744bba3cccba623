import type { Client } from './client';
import type { SaleItem, Till } from './till';

/** One that is voided. */
export async function undoSales(owner: Client, till: Till, items: readonly SaleItem[]): Promise<void> {
  const { body } = await till.sell({ items });
  const voided = await owner.post(`/pos/transactions/${body.transactionId}/void`, { reason: 'salah meja' });
  expect(voided.status).toBe(200);
}
