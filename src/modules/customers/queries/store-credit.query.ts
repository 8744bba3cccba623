import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import { toPage } from '../../../platform/http/paging';
import { customerNotFound } from '../domain/customers.errors';
import type { StoreCreditFilterInput, StoreCreditView } from '../http/store-credit.schema';
import { readEntryPosition } from './entry-position';

/** What a customer has in store credit, and where it comes from, the newest first. */
@Injectable()
export class StoreCreditQuery {
  constructor(private readonly database: Database) {}

  async of(actor: Actor, customerId: string, { cursor, limit }: StoreCreditFilterInput): Promise<StoreCreditView> {
    const { businessId } = actor;
    const before = readEntryPosition(cursor);
    return this.database.read(businessId, async (tx) => {
      const customer = await tx.prisma.customer.findUnique({
        where: { businessId_id: { businessId, id: customerId } },
      });
      if (!customer) throw customerNotFound();
      const credit = await tx.prisma.storeCredit.findUnique({
        where: { businessId_customerId: { businessId, customerId } },
      });
      const entries = await tx.prisma.storeCreditEntry.findMany({
        where: { businessId, customerId, ...(before !== null && { number: { lt: before } }) },
        orderBy: { number: 'desc' },
        take: limit + 1,
      });
      const page = toPage(entries, limit, ({ number }) => [String(number)]);
      return {
        customerId,
        balance: moneyToJson(credit?.balance ?? 0n),
        data: page.data.map(({ number, amount, balanceAfter, sourceType, sourceId, recordedAt }) => ({
          ...{ number, sourceType, sourceId },
          amount: moneyToJson(amount),
          balanceAfter: moneyToJson(balanceAfter),
          recordedAt: recordedAt.toISOString(),
        })),
        page: page.page,
      };
    });
  }
}
