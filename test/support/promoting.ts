import type { Client } from './client';

/** A promotion that ends at once, and two vouchers, of which one is withdrawn. */
export async function promote(owner: Client): Promise<void> {
  const terms = { name: 'Sore', gives: { kind: 'percentage', rateBps: 1_000 }, minSpend: 1_000_000 };
  const { body } = await owner.post('/promotions', terms);
  const changed = await owner.send('PATCH', `/promotions/${body.promotionId}`, { body: { active: false } });
  const issued = await owner.post('/vouchers', { value: 10_000, count: 2 });
  const [{ code }] = issued.body.vouchers;
  const withdrawn = await owner.post(`/vouchers/${code as string}/withdraw`, { reason: 'salah cetak' });
  expect([changed.status, issued.status, withdrawn.status]).toEqual([200, 201, 200]);
}
