import type { Client } from './client';
import type { SaleItem, Till } from './till';

/** One that is voided, one of which a part comes back, and one of which a part is exchanged. */
export async function undoSales(owner: Client, till: Till, items: readonly SaleItem[]): Promise<void> {
  const { body } = await till.sell({ items });
  const voided = await owner.post(`/pos/transactions/${body.transactionId}/void`, { reason: 'salah meja' });
  expect(voided.status).toBe(200);
  const { body: sold } = await till.sell({ items });
  const returned = [{ itemId: sold.items[0].itemId, quantity: '1' }];
  const asked = { items: returned, method: 'original', shiftId: till.shiftId, reason: 'dingin' };
  expect((await owner.post(`/pos/transactions/${sold.transactionId}/refunds`, asked)).status).toBe(201);
  const { body: liked } = await till.sell({ items });
  const exchange = { returns: [{ itemId: liked.items[0].itemId, quantity: '1' }], reason: 'salah rasa' };
  const instead = { ...exchange, sale: till.body({ items }) };
  expect((await owner.post(`/pos/transactions/${liked.transactionId}/exchanges`, instead)).status).toBe(201);
}
