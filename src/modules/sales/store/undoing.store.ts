import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { newId } from '../../../kernel/ids';
import type { Tx } from '../../../platform/database/tx';
import { transactionNotFound } from '../domain/sales.errors';
import type { UndoableSale, Voiding } from '../domain/voiding';

/** The steps of undoing a sale, in the order in which their locks are taken. */
@Injectable()
export class UndoingStore {
  /** For this tx alone: nobody else undoes it, or a part of it. Throws `sales.transaction-not-found`. */
  async lock(tx: Tx, actor: Actor, id: string): Promise<UndoableSale> {
    const { businessId } = tx;
    await tx.prisma.$executeRaw`select sales.lock_undoing(${businessId}::uuid, ${id}::uuid)`;
    const sale = await tx.prisma.transaction.findUnique({
      where: { businessId_id: { businessId, id } },
      include: { payments: { orderBy: { lineNumber: 'asc' } }, void: true },
    });
    if (!sale || !worksAt(actor, sale.outletId)) throw transactionNotFound();
    const refunds = await tx.prisma.refund.count({ where: { businessId, originalId: id } });
    return {
      ...sale,
      businessDate: sale.businessDate.toISOString().slice(0, 10),
      isVoided: sale.void !== null,
      isRefunded: refunds > 0,
    };
  }

  /** Throws `sales.shift-not-open`. */
  async requireOpenShift(tx: Tx, { outletId, shiftId }: Pick<UndoableSale, 'outletId' | 'shiftId'>): Promise<void> {
    await tx.prisma.$executeRaw`
      select sales.require_open_shift(${tx.businessId}::uuid, ${outletId}::uuid, ${shiftId}::uuid)`;
  }

  async giveBalancesBack(tx: Tx, { id }: UndoableSale): Promise<void> {
    await tx.prisma.$executeRaw`select sales.give_balances_back(${tx.businessId}::uuid, ${id}::uuid)`;
  }

  /** At what it was worth when it was sold. */
  async putBackGoods(tx: Tx, { id }: UndoableSale, at: Date): Promise<void> {
    await tx.prisma.$executeRaw`
      select inventory.put_back(${tx.businessId}::uuid, array[${id}::uuid], 'sale', 'void', ${at}::timestamptz)`;
  }

  /** The mirror of the sale's entry, which closes what it left open. Throws `ledger.open-item-exceeded`. */
  async reverseEntry(tx: Tx, sale: UndoableSale, voiding: Voiding): Promise<string | null> {
    if (sale.journalEntryId === null) return null;
    const entry = {
      id: newId(),
      reversesEntryId: sale.journalEntryId,
      sourceType: 'void',
      sourceId: sale.id,
      description: 'Pembatalan penjualan',
      recordedBy: voiding.voidedBy,
    };
    await tx.prisma.$executeRaw`
      select ledger.reverse_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
    await tx.prisma.$executeRaw`
      select ledger.close_open_item(${tx.businessId}::uuid, 'sale', ${sale.id}::uuid, ${newId()}::uuid, 'void',
                                    ${sale.id}::uuid, ${entry.id}::uuid)`;
    return entry.id;
  }

  async takeOutOfShift(tx: Tx, sale: UndoableSale, { reason, voidedBy, approvedBy }: Voiding): Promise<void> {
    await tx.prisma.$executeRaw`
      select sales.take_out_of_shift(${tx.businessId}::uuid, ${sale.id}::uuid, ${newId()}::uuid, ${reason},
                                     ${voidedBy}::uuid, ${approvedBy}::uuid)`;
  }

  async recordVoid(tx: Tx, sale: UndoableSale, voiding: Voiding, journalEntryId: string | null): Promise<void> {
    await tx.prisma.void.create({
      data: { businessId: tx.businessId, transactionId: sale.id, ...voiding, journalEntryId },
    });
  }
}
