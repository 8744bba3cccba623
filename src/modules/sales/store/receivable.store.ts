import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import type { PostingLine } from '../domain/posting';
import type { ReceiptMethod } from '../contracts/sales.events';

export interface ReceivableTerms {
  readonly outletId: string;
  /** Null: nobody knows who owes it. */
  readonly customerId: string | null;
}

export interface NewReceipt {
  readonly id: string;
  readonly receivableId: string;
  readonly outletId: string;
  readonly shiftId: string | null;
  readonly method: ReceiptMethod;
  readonly amount: Money;
  readonly reference: string | null;
  readonly employeeId: string;
  readonly businessDate: string;
  readonly entryId: string;
}

@Injectable()
export class ReceivableStore {
  async find(tx: Tx, receivableId: string): Promise<ReceivableTerms | null> {
    const [row] = await tx.prisma.$queryRaw<ReceivableTerms[]>`
      select outlet as "outletId", customer as "customerId"
        from ledger.open_item_terms(${tx.businessId}::uuid, ${receivableId}::uuid)`;
    return row ?? null;
  }

  /** The cash of it goes into the drawer. Throws `sales.shift-not-found` and `sales.shift-not-open`. */
  async takeCash(tx: Tx, receipt: Omit<NewReceipt, 'entryId'>): Promise<void> {
    const { id, outletId, shiftId, amount, employeeId } = receipt;
    await tx.prisma.$executeRaw`
      select sales.take_into_drawer(${tx.businessId}::uuid, ${outletId}::uuid, ${shiftId}::uuid, ${id}::uuid,
                                    'receivable', ${amount}::bigint, ${employeeId}::uuid)`;
  }

  async post(tx: Tx, receipt: Omit<NewReceipt, 'entryId'>, lines: readonly PostingLine[]): Promise<string> {
    const entry = {
      id: newId(),
      effectiveDate: receipt.businessDate,
      outletId: receipt.outletId,
      sourceType: 'receivable-payment',
      sourceId: receipt.id,
      description: 'Pelunasan piutang',
      recordedBy: receipt.employeeId,
      lines: lines.map(({ role, debit, credit }) => ({ role, debit: moneyToJson(debit), credit: moneyToJson(credit) })),
    };
    await tx.prisma.$executeRaw`
      select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
    return entry.id;
  }

  /** Returns what is left open. Throws `ledger.open-item-exceeded`. */
  async settle(tx: Tx, receipt: NewReceipt): Promise<Money> {
    const [row] = await tx.prisma.$queryRaw<[{ left: bigint }]>`
      select ledger.allocate(${tx.businessId}::uuid, ${newId()}::uuid, ${receipt.receivableId}::uuid,
                             ${receipt.amount}::bigint, 'receivable-payment', ${receipt.id}::uuid,
                             ${receipt.entryId}::uuid) as left`;
    return row.left;
  }

  async insert(tx: Tx, receipt: NewReceipt): Promise<void> {
    await tx.prisma.receivablePayment.create({
      data: {
        businessId: tx.businessId,
        id: receipt.id,
        openItemId: receipt.receivableId,
        outletId: receipt.outletId,
        shiftId: receipt.shiftId,
        method: receipt.method,
        amount: receipt.amount,
        reference: receipt.reference,
        employeeId: receipt.employeeId,
        businessDate: new Date(receipt.businessDate),
        journalEntryId: receipt.entryId,
      },
    });
  }
}
