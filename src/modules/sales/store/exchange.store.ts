import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import { type RefundPlan, returnLines } from '../domain/refund-plan';
import type { TransactionPlan } from '../domain/transaction-plan';
import { inWordsOfTheBusiness } from './refusals';
import type { PlannedRefund } from './refund-desk.store';
import { RefundWriter, type WrittenRefund } from './refund-writer.store';
import { type IssuedLine, requireOpenShift } from './sale-statements';
import { StandardWriter } from './standard-writer.store';
import type { CreatedTransaction } from './transaction-writer';

export interface WrittenExchange {
  readonly refunded: WrittenRefund;
  readonly sold: CreatedTransaction;
  readonly issued: readonly IssuedLine[];
}

/** A refund and the sale that it pays for, in the order in which locks are taken: balances, shelves, receipt numbers. */
@Injectable()
export class ExchangeStore {
  constructor(
    private readonly refunds: RefundWriter,
    private readonly sales: StandardWriter,
  ) {}

  write(tx: Tx, refund: PlannedRefund, sale: TransactionPlan): Promise<WrittenExchange> {
    return inWordsOfTheBusiness(sale, this.inOrder(tx, refund, sale));
  }

  private async inOrder(
    tx: Tx,
    { plan: refund, debt }: PlannedRefund,
    sale: TransactionPlan,
  ): Promise<WrittenExchange> {
    await this.refunds.giveBalances(tx, refund);
    await requireOpenShift(tx, sale);
    await lockShelves(tx, refund, sale);
    const refunded = await this.refunds.write(tx, refund, debt);
    const { answer: sold, issued } = await this.sales.hand(tx, sale);
    await tx.prisma.exchange.create({
      data: { businessId: tx.businessId, refundId: refund.facts.transactionId, saleId: sale.transaction.id },
    });
    return { refunded, sold, issued };
  }
}

/** Of what comes back and of what is taken together: one after the other, two exchanges could wait for each other. */
async function lockShelves(tx: Tx, refund: RefundPlan, sale: TransactionPlan): Promise<void> {
  const items = [...returnLines(refund), ...sale.stockLines].map(({ stockItemId }) => stockItemId);
  await tx.prisma.$executeRaw`
    select inventory.lock_stock(${tx.businessId}::uuid, ${sale.transaction.outletId}::uuid, ${items}::uuid[])`;
}
