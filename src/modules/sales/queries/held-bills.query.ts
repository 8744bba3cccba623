import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { Database } from '../../../platform/database/database';
import type { HeldBill as HeldBillRow } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { heldBillNotFound } from '../domain/sales.errors';
import type { HeldBillFilterInput, HeldBillView, HeldCart } from '../http/held-bill.schema';

export type HeldBill = HeldBillView;

@Injectable()
export class HeldBillsQuery {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Those that can be resumed, the oldest first. */
  async list({ businessId }: Actor, { outletId, cursor, limit }: HeldBillFilterInput): Promise<Page<HeldBillView>> {
    const after = readPosition(cursor);
    const rows = await this.database.read(businessId, (tx) =>
      tx.prisma.heldBill.findMany({
        where: {
          businessId,
          outletId,
          state: 'held',
          expiresAt: { gt: this.clock.now() },
          ...(after !== null && { id: { gt: after } }),
        },
        orderBy: { id: 'asc' },
        take: limit + 1,
      }),
    );
    const page = toPage(rows, limit, (row) => [row.id]);
    return { ...page, data: page.data.map(toView) };
  }

  /** Throws `sales.held-bill-not-found`, also where the actor does not work. */
  async require({ prisma, businessId }: ReadTx | Tx, actor: Actor, id: string): Promise<HeldBillView> {
    const bill = await prisma.heldBill.findUnique({ where: { businessId_id: { businessId, id } } });
    if (!bill || !worksAt(actor, bill.outletId)) throw heldBillNotFound();
    return toView(bill);
  }
}

function readPosition(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const id = z.uuid().safeParse(key[0]);
  if (id.success) return id.data;
  throw new DomainError('malformed', 'request.cursor-invalid', 'The cursor is not one that this list gave.');
}

function toView(bill: HeldBillRow): HeldBillView {
  return {
    heldBillId: bill.id,
    outletId: bill.outletId,
    state: bill.state as HeldBillView['state'],
    name: bill.name,
    tableId: bill.tableId,
    customerId: bill.customerId,
    cart: bill.cart as HeldCart,
    heldBy: bill.heldBy,
    heldAt: bill.heldAt.toISOString(),
    expiresAt: bill.expiresAt.toISOString(),
  };
}
