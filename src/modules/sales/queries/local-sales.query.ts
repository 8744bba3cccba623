import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { Payment, Prisma, Transaction, TransactionItem } from '../../../platform/database/generated/client';
import type { ReadTx } from '../../../platform/database/tx';
import { readCustomerNote } from '../domain/customer-note';
import type { ReceiptHead } from '../domain/receipt';
import { transactionNotFound } from '../domain/sales.errors';
import type { LocalSaleFilterInput, LocalSalePageView, LocalSaleView } from '../http/local-sale.schema';

/** As many as can be paged to are counted. */
const COUNTED_MAX = 100_000;
const WITH_ITS_LINES = {
  transactionItems: { orderBy: { lineNumber: 'asc' } },
  payments: { orderBy: { lineNumber: 'asc' } },
} as const;

type StoredSale = Transaction & { transactionItems: TransactionItem[]; payments: Payment[] };

/** The sales of the outlets where somebody works, in the words of mg-erp's document. */
@Injectable()
export class LocalSalesQuery {
  constructor(private readonly database: Database) {}

  list(
    { businessId, outletIds }: Actor,
    { page, limit, start_date, end_date }: LocalSaleFilterInput,
  ): Promise<LocalSalePageView> {
    const where: Prisma.TransactionWhereInput = {
      businessId,
      outletId: { in: [...outletIds] },
      type: 'sale',
      businessDate: {
        ...(start_date !== undefined && { gte: new Date(start_date) }),
        ...(end_date !== undefined && { lte: new Date(end_date) }),
      },
    };
    return this.database.read(businessId, async (tx) => {
      const sales = await tx.prisma.transaction.findMany({
        where,
        include: WITH_ITS_LINES,
        orderBy: [{ businessDate: 'desc' }, { recordedAt: 'desc' }, { id: 'desc' }],
        skip: (page - 1) * limit,
        take: limit,
      });
      const total = await tx.prisma.transaction.count({ where, take: COUNTED_MAX });
      return { data: await toViews(tx, sales), total, page, limit };
    });
  }

  async get({ businessId, outletIds }: Actor, saleNumber: string): Promise<LocalSaleView> {
    return this.database.read(businessId, async (tx) => {
      const sale = await tx.prisma.transaction.findFirst({
        where: { businessId, receiptNumber: saleNumber, outletId: { in: [...outletIds] }, type: 'sale' },
        include: WITH_ITS_LINES,
      });
      if (!sale) throw transactionNotFound();
      return (await toViews(tx, [sale]))[0]!;
    });
  }
}

async function toViews(tx: ReadTx, sales: readonly StoredSale[]): Promise<LocalSaleView[]> {
  const ids = sales.flatMap(({ transactionItems }) => transactionItems.map(skuHolder));
  const rows = await tx.prisma.$queryRaw<{ id: string; sku: string }[]>`
    select id, sku from catalog.skus_of(${tx.businessId}::uuid, ${[...new Set(ids)]}::uuid[])`;
  const skus = new Map(rows.map(({ id, sku }) => [id, sku]));
  return sales.map((sale) => toView(sale, skus));
}

function skuHolder({ variantId, productId }: TransactionItem): string {
  return variantId ?? productId;
}

function toView(sale: StoredSale, skus: ReadonlyMap<string, string>): LocalSaleView {
  const { name, notes } = readCustomerNote(sale.notes);
  const methods = [...new Set(sale.payments.map(({ method }) => method))];
  return {
    id: sale.id,
    sale_number: sale.receiptNumber,
    subtotal: moneyToJson(sale.subtotal),
    tax_amount: moneyToJson(sale.taxAmount),
    discount_amount: moneyToJson(sale.discountAmount),
    total_amount: moneyToJson(sale.grandTotal),
    payment_method: methods.length > 1 ? 'mixed' : (methods[0] ?? 'cash'),
    tendered_amount: moneyToJson(sale.paid),
    change_amount: moneyToJson(sale.change),
    customer_name: name,
    notes,
    cashier: (sale.receiptHead as unknown as ReceiptHead).cashier,
    cashier_id: sale.employeeId,
    created_at: sale.recordedAt.toISOString(),
    status: 'synced', // without an external ledger a sale is synced to its own journal entry
    ledger_entry_id: sale.journalEntryId,
    items: sale.transactionItems.map((item) => ({
      product_id: item.productId,
      sku: skus.get(skuHolder(item)) ?? '',
      name: item.name,
      quantity: item.quantity.toNumber(),
      unit_price: moneyToJson(item.unitPrice),
      discount: moneyToJson(item.discountAmount),
      tax: moneyToJson(item.taxAmount),
      line_total: moneyToJson(item.total),
    })),
  };
}
