import type { Client } from './client';
import type { ServedApp } from './served-app';
import type { Till } from './till';

const PROGRAM = { rupiahPerPoint: 50_000, active: true, loyaltyLiability: false };

/** Everything that is told of gift cards, points and settlements: one card is lost, and one is never spent. */
export async function sellAndSettle(app: ServedApp, owner: Client, { outletId, shiftId }: Till): Promise<void> {
  const sale = { outletId, shiftId, method: 'card', amount: 50_000 };
  const done = [
    await owner.put('/loyalty-program', { ...PROGRAM, pointValue: 500 }),
    await owner.put('/gift-card-terms', { validMonths: 12 }),
    await owner.post('/gift-cards', sale),
    await owner.post('/gift-cards', sale),
  ];
  const [lost, forgotten] = done.slice(2).map(({ body }) => body.giftCardId as string);
  done.push(await owner.put(`/gift-cards/${lost}/block`, { blocked: true, reason: 'hilang' }));
  await app.owner.query(`update customers.gift_cards set expires_on = '2020-01-01' where id = $1`, [forgotten]);
  done.push(await owner.post('/gift-cards/expiries', {}));
  const settlement = { outletId, method: 'card', gross: 100_000, fee: 0, settledOn: '2020-01-01' };
  done.push(await owner.post('/settlements', settlement));
  expect(done.map(({ status }) => status)).toEqual([200, 200, 201, 201, 200, 201, 201]);
}
