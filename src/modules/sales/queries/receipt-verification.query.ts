import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { ReceiptHead } from '../domain/receipt';
import { receiptUnknown } from '../domain/sales.errors';
import type { VerifiedReceipt } from '../http/receipt.schema';
import { readReceiptToken } from './receipt-token';

/** Tells whoever holds a receipt that it is one of ours. The token says in which business it is looked for, and in no other. */
@Injectable()
export class ReceiptVerificationQuery {
  constructor(private readonly database: Database) {}

  async verify(text: string): Promise<VerifiedReceipt> {
    const token = readReceiptToken(text);
    if (token === null) throw receiptUnknown();
    const { businessId, transactionId: id, secret } = token;
    const sale = await this.database.read(businessId, (tx) =>
      tx.prisma.transaction.findUnique({ where: { businessId_id: { businessId, id } }, include: { void: true } }),
    );
    if (!sale || !timingSafeEqual(Buffer.from(sale.receiptSecret), Buffer.from(secret))) throw receiptUnknown();
    const head = sale.receiptHead as unknown as ReceiptHead;
    return {
      receiptNumber: sale.receiptNumber,
      businessDate: sale.businessDate.toISOString().slice(0, 10),
      outlet: head.outletName,
      grandTotal: moneyToJson(sale.grandTotal),
      status: sale.void === null ? 'completed' : 'voided', // what came back since is nobody's business who finds the paper
    };
  }
}
