import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Tender } from '../domain/cart';
import { type Funds, giftCardCodes } from '../domain/funds';

interface Paid {
  readonly outletId: string;
  readonly customerId: string | null;
  readonly payments: readonly Tender[];
}

interface Spendable {
  readonly storeCredit: number;
  readonly points: number;
  readonly giftCards: readonly { readonly code: string; readonly amount: number; readonly state: string }[];
}

interface IntentRow {
  readonly id: string;
  readonly method: string;
  readonly amount: bigint;
  readonly state: string;
}

/** A look at what a sale could be paid with on a day. The commit decides, under its locks. */
@Injectable()
export class FundsQuery {
  constructor(private readonly database: Database) {}

  find(businessId: string, { outletId, customerId, payments }: Paid, day: string): Promise<Funds> {
    const codes = giftCardCodes(payments);
    const intentIds = payments.flatMap(({ intentId }) => intentId ?? []);
    return this.database.read(businessId, async ({ prisma }) => {
      const [row] = await prisma.$queryRaw<[{ spendable: Spendable }]>`
        select customers.spendable(${businessId}::uuid, ${customerId}::uuid, ${day}::date, ${codes}::text[]) as spendable`;
      const intents = await prisma.$queryRaw<IntentRow[]>`
        select id, method, amount, state
          from payments.intents_among(${businessId}::uuid, ${outletId}::uuid, ${intentIds}::uuid[])`;
      const { storeCredit, points, giftCards } = row.spendable;
      return {
        storeCredit: BigInt(storeCredit),
        points: BigInt(points),
        giftCards: new Map(giftCards.map(({ code, amount, state }) => [code, { amount: BigInt(amount), state }])),
        intents: new Map(intents.map(({ id, ...intent }) => [id, intent])),
      };
    });
  }
}
