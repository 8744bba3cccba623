import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { Intent, IntentChange } from '../domain/intent';

/** Longer than a provider may take to answer: until then nobody else calls it for the same. */
export const LEASE_MS = 30_000;

@Injectable()
export class IntentStore {
  async insert(tx: Tx, intent: Intent, requestedBy: string): Promise<void> {
    await tx.prisma.$executeRaw`
      insert into payments.intents (business_id, id, outlet_id, method, provider, amount, currency, state, next_call,
        calls, next_call_at, requested_by, created_at, expires_at)
      values (${tx.businessId}::uuid, ${intent.id}::uuid, ${intent.outletId}::uuid, ${intent.method}, ${intent.provider},
        ${intent.amount}, ${intent.currency}, ${intent.state}, ${intent.nextCall}, ${intent.calls}, ${intent.nextCallAt},
        ${requestedBy}::uuid, ${intent.createdAt}, ${intent.expiresAt})`;
  }

  async lock(tx: Tx, id: string): Promise<Intent | null> {
    const [intent] = await tx.prisma.$queryRaw<Intent[]>`
      select id, outlet_id as "outletId", method, provider, amount, currency, state, reference, qr_payload as "qrPayload",
             created_at as "createdAt", expires_at as "expiresAt", next_call as "nextCall", calls,
             next_call_at as "nextCallAt", sale_id as "saleId"
        from payments.intents
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid
         for update`;
    return intent ?? null;
  }

  /** Those that are the given payments of sales, locked. */
  async lockUsed(tx: Tx, paymentIds: readonly string[]): Promise<(Intent & { readonly paymentId: string })[]> {
    return tx.prisma.$queryRaw<(Intent & { readonly paymentId: string })[]>`
      select id, outlet_id as "outletId", method, provider, amount, currency, state, reference, qr_payload as "qrPayload",
             created_at as "createdAt", expires_at as "expiresAt", next_call as "nextCall", calls,
             next_call_at as "nextCallAt", sale_id as "saleId", payment_id as "paymentId"
        from payments.intents
       where business_id = ${tx.businessId}::uuid and payment_id = any (${paymentIds}::uuid[])
       order by id
         for update`;
  }

  async change(tx: Tx, id: string, change: IntentChange): Promise<void> {
    await tx.prisma.$executeRaw`
      update payments.intents
         set state = ${change.state}, reference = ${change.reference}, qr_payload = ${change.qrPayload},
             next_call = ${change.nextCall}, calls = ${change.calls}, next_call_at = ${change.nextCallAt}
       where business_id = ${tx.businessId}::uuid and id = ${id}::uuid`;
  }

  /** Those whose next call is due, the longest waiting first. Nobody else takes them before their lease is over. */
  async takeDue(tx: Tx, at: Date, limit: number): Promise<Intent[]> {
    return tx.prisma.$queryRaw<Intent[]>`
      update payments.intents i
         set next_call_at = ${new Date(at.getTime() + LEASE_MS)}
        from (select d.id
                from payments.intents d
               where d.business_id = ${tx.businessId}::uuid and d.next_call is not null and d.next_call_at <= ${at}
               order by d.next_call_at
               limit ${limit}
                 for update skip locked) due
       where i.business_id = ${tx.businessId}::uuid and i.id = due.id
      returning i.id, i.outlet_id as "outletId", i.method, i.provider, i.amount, i.currency, i.state, i.reference,
                i.qr_payload as "qrPayload", i.created_at as "createdAt", i.expires_at as "expiresAt",
                i.next_call as "nextCall", i.calls, i.next_call_at as "nextCallAt", i.sale_id as "saleId"`;
  }
}
