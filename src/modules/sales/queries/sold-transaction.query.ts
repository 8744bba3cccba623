import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { transactionNotFound } from '../domain/sales.errors';

/** What is asked of a sale before something is done about it. */
@Injectable()
export class SoldTransactionQuery {
  /** Throws `sales.transaction-not-found`, also where the actor does not work. */
  async require(
    { prisma, businessId }: ReadTx | Tx,
    actor: Actor,
    id: string,
  ): Promise<{ readonly outletId: string; readonly receiptNumber: string }> {
    const sale = await prisma.transaction.findUnique({
      where: { businessId_id: { businessId, id } },
      select: { outletId: true, receiptNumber: true },
    });
    if (!sale || !worksAt(actor, sale.outletId)) throw transactionNotFound();
    return sale;
  }
}
