import type { Client as Session } from 'pg';
import type { Client } from './client';

/** One that a till takes back, and one that is cleared away with the next. */
export async function holdBills(cashier: Client, owner: Session, cart: object): Promise<void> {
  const hold = () => cashier.post('/pos/held-bills', cart);
  const { heldBillId } = (await hold()).body;
  const resumed = await cashier.post(`/pos/held-bills/${heldBillId as string}/resume`, undefined);
  expect([resumed.status, (await hold()).status]).toEqual([200, 201]);
  await owner.query(
    `update sales.held_bills set held_at = held_at - interval '2 days', expires_at = expires_at - interval '2 days'
      where state = 'held'`,
  );
  expect((await hold()).status).toBe(201);
}
