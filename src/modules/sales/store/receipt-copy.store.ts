import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';

@Injectable()
export class ReceiptCopyStore {
  /** Its number: 1 for the first copy of the sale. */
  async record(tx: Tx, id: string, transactionId: string, printedBy: string): Promise<number> {
    const [row] = await tx.prisma.$queryRaw<[{ number: number }]>`
      select sales.record_receipt_copy(${tx.businessId}::uuid, ${id}::uuid, ${transactionId}::uuid,
                                       ${printedBy}::uuid) as number`;
    return row.number;
  }
}
