import type { ReadTx } from '../../../platform/database/tx';
import type { ReturnedGoods } from '../domain/receipt';

/** What came back for a sale; null: nothing did. */
export async function returnedFor({ prisma, businessId }: ReadTx, saleId: string): Promise<ReturnedGoods | null> {
  const exchange = await prisma.exchange.findUnique({ where: { saleId_businessId: { saleId, businessId } } });
  if (!exchange) return null;
  const { originalId } = await prisma.refund.findUniqueOrThrow({
    where: { businessId_transactionId: { businessId, transactionId: exchange.refundId } },
  });
  const original = await prisma.transaction.findUniqueOrThrow({
    where: { businessId_id: { businessId, id: originalId } },
    select: { receiptNumber: true },
  });
  const { transactionItems, payments } = await prisma.transaction.findUniqueOrThrow({
    where: { businessId_id: { businessId, id: exchange.refundId } },
    include: { transactionItems: { orderBy: { lineNumber: 'asc' } }, payments: { orderBy: { lineNumber: 'asc' } } },
  });
  return {
    number: original.receiptNumber,
    items: transactionItems.map((item) => ({ ...item, quantity: item.quantity.toFixed() })),
    givenBack: payments.filter(({ method }) => method !== 'exchange'),
  };
}
