import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { type Money, moneyToJson } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import type { PaidBackFrom } from '../contracts/refund.events';
import type { Intent } from '../domain/intent';
import type { OwedRefund, PaidBackPosting, RefundChange } from '../domain/refund';
import { LEASE_MS } from './intent.store';

/** A refund that is due, with the payment that it is of. */
export interface DueRefund {
  readonly refund: OwedRefund;
  readonly intent: Intent;
}

/** How a customer had money back by hand. */
export interface RefundClosing {
  readonly paidFrom: PaidBackFrom;
  readonly reason: string;
  readonly closedBy: string;
  readonly at: Date;
  /** Null where there was nothing to book. */
  readonly entryId: string | null;
}

/** Where and when it is booked that a customer was paid by hand. */
export interface PaidBackEntry {
  readonly outletId: string;
  readonly effectiveDate: string;
  readonly amount: Money;
  readonly recordedBy: string;
  readonly posting: PaidBackPosting;
}

type Row = Omit<Intent, 'id' | 'amount'> & OwedRefund & { readonly intentAmount: bigint };

@Injectable()
export class RefundStore {
  /** False where what it is for has one already. */
  async owe(tx: Tx, refund: OwedRefund, at: Date): Promise<boolean> {
    const owed = await tx.prisma.$executeRaw`
      insert into payments.refunds (business_id, id, intent_id, amount, reason, source_id, next_attempt_at, owed_at)
      values (${tx.businessId}::uuid, ${refund.id}::uuid, ${refund.intentId}::uuid, ${refund.amount}, ${refund.reason},
        ${refund.sourceId}::uuid, ${at}, ${at})
      on conflict (intent_id, source_id, business_id) do nothing`;
    return owed === 1;
  }

  /** What goes back of a payment in all, or has gone. */
  async owedOf(tx: Tx, intentId: string): Promise<Money> {
    const [row] = await tx.prisma.$queryRaw<{ owed: bigint }[]>`
      select coalesce(sum(amount), 0)::bigint as owed
        from payments.refunds
       where business_id = ${tx.businessId}::uuid and intent_id = ${intentId}::uuid`;
    return row!.owed;
  }

  async takeDue(tx: Tx, at: Date, limit: number): Promise<DueRefund[]> {
    const rows = await tx.prisma.$queryRaw<Row[]>`
      update payments.refunds r
         set next_attempt_at = ${new Date(at.getTime() + LEASE_MS)}
        from (select d.id
                from payments.refunds d
               where d.business_id = ${tx.businessId}::uuid and d.state = 'due' and d.next_attempt_at <= ${at}
               order by d.next_attempt_at
               limit ${limit}
                 for update skip locked) due,
             payments.intents i
       where r.business_id = ${tx.businessId}::uuid and r.id = due.id
         and i.business_id = r.business_id and i.id = r.intent_id
      returning r.id, r.intent_id as "intentId", r.amount, r.reason, r.source_id as "sourceId", r.attempts,
                i.outlet_id as "outletId", i.method, i.provider, i.amount as "intentAmount", i.currency, i.state,
                i.reference, i.qr_payload as "qrPayload", i.created_at as "createdAt", i.expires_at as "expiresAt",
                i.next_call as "nextCall", i.calls, i.next_call_at as "nextCallAt", i.sale_id as "saleId"`;
    return rows.map(({ id, intentId, amount, reason, sourceId, attempts, intentAmount, ...intent }) => ({
      refund: { id, intentId, amount, reason, sourceId, attempts },
      intent: { ...intent, id: intentId, amount: intentAmount },
    }));
  }

  /** False where it has been settled since. */
  async settle(tx: Tx, id: string, change: RefundChange): Promise<boolean> {
    const settled = await tx.prisma.$executeRaw`
      update payments.refunds
         set state = ${change.state}, attempts = ${change.attempts}, next_attempt_at = ${change.nextAttemptAt},
             last_error = ${change.lastError}, reference = ${change.reference}
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid and state = 'due'`;
    return settled === 1;
  }

  /** Has the provider asked again, with all its attempts anew. False where it is not dead. */
  async revive(tx: Tx, id: string, at: Date): Promise<boolean> {
    const revived = await tx.prisma.$executeRaw`
      update payments.refunds
         set state = 'due', attempts = 0, next_attempt_at = ${at}
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid and state = 'dead'`;
    return revived === 1;
  }

  /** Whether it is dead; if so, it stays that until the commit. */
  async lockDead(tx: Tx, id: string): Promise<boolean> {
    const dead = await tx.prisma.$queryRaw<unknown[]>`
      select id from payments.refunds
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid and state = 'dead'
         for update`;
    return dead.length === 1;
  }

  async close(tx: Tx, id: string, { paidFrom, reason, closedBy, at, entryId }: RefundClosing): Promise<void> {
    await tx.prisma.$executeRaw`
      update payments.refunds
         set state = 'closed', paid_from = ${paidFrom}, closed_reason = ${reason}, closed_by = ${closedBy}::uuid,
             closed_at = ${at}, journal_entry_id = ${entryId}::uuid
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid and state = 'dead'`;
  }

  /** Books what was paid by hand for the refund. Returns the id of the entry. */
  async post(tx: Tx, refundId: string, { amount, posting, ...facts }: PaidBackEntry): Promise<string> {
    const entry = {
      id: newId(),
      ...facts,
      ...{ sourceType: 'refund-task', sourceId: refundId, description: 'Pengembalian dibayar sendiri' },
      lines: [
        { role: posting.debitRole, debit: moneyToJson(amount), credit: 0 },
        { role: posting.creditRole, debit: 0, credit: moneyToJson(amount) },
      ],
    };
    await tx.prisma.$executeRaw`
      select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
    return entry.id;
  }
}
