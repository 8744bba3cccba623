import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from './client';
import type { SaleItem, Till } from './till';

/** A customer who may owe, does, and pays. */
export async function owe(owner: Client, till: Till, items: SaleItem[]): Promise<void> {
  const customerId = KOPI_SENJA.customers.silver;
  await owner.put(`/customers/${customerId}/credit-limit`, { creditLimit: 1_000_000 });
  await till.sell({ items, customerId, payments: [], dueDate: '2099-12-31' });
  const { body } = await owner.get('/receivables', { customerId });
  const payment = { method: 'bank_transfer', amount: 1_000 };
  const { status } = await owner.post(`/receivables/${body.data[0].receivableId}/receipts`, payment);
  expect(status).toBe(201);
}
