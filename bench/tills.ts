import { type BenchServer, request } from './server';
import { type Cart, newKey, randomCart, type Shop } from './world';

/** An open shift at an outlet, and a token to sell with. */
export interface Till {
  readonly shop: Shop;
  readonly outletId: string;
  readonly outletCode: string;
  readonly shiftId: string;
  readonly token: string;
}

export const PASSWORD = 'bench-password';

export async function openTills(server: BenchServer, shops: readonly Shop[]): Promise<Till[]> {
  const tills: Till[] = [];
  for (const shop of shops) {
    const { accessToken: token } = await request<{ accessToken: string }>(server.http, 'POST', '/auth/login', {
      body: { email: shop.ownerEmail, password: PASSWORD },
    });
    for (const code of shop.outletCodes) {
      const outletId = shop.ids.outlet(code);
      const { id } = await request<{ id: string }>(server.http, 'POST', '/shifts', {
        token,
        body: { outletId, openingCash: 100_000 },
      });
      tills.push({ shop, outletId, outletCode: code, shiftId: id, token });
    }
  }
  return tills;
}

export interface Sold {
  readonly transactionId: string;
}

export function sell(server: BenchServer, till: Till, random: () => number): Promise<Sold> {
  const body: Cart = randomCart(till.shop, till.outletId, till.shiftId, random);
  return request<Sold>(server.http, 'POST', '/pos/transactions', { token: till.token, key: newKey(), body });
}
