import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { type IdempotentCommand, requestHash } from '../../../platform/database/idempotency';
import { type CartItem, productsOf } from '../domain/cart';
import { countTogether, toCartLine } from '../domain/cart-lines';
import { occasionAt } from '../domain/occasion';
import { billExpired, billHeld } from '../domain/held-bill-events';
import { outletNotFound } from '../domain/sales.errors';
import { type HeldBill, HeldBillsQuery } from '../queries/held-bills.query';
import { SaleContextQuery } from '../queries/sale-context.query';
import { HeldBillStore } from '../store/held-bill.store';

/** How many bills that nobody came back for are cleared away with each that is held. */
const EXPIRED_AT_ONCE = 20;
const MINUTE_MS = 60_000;

export interface HoldBillCommand {
  readonly outletId: string;
  readonly name: string | null;
  readonly tableId: string | null;
  readonly customerId: string | null;
  readonly items: readonly CartItem[];
  /** As the till gave it; it is given back the same. */
  readonly cart: unknown;
  readonly expiresInMinutes: number;
}

/** Sets a cart aside; nothing is priced and nothing leaves the shelf. */
@Injectable()
export class HoldBillUseCase {
  constructor(
    private readonly database: Database,
    private readonly contexts: SaleContextQuery,
    private readonly bills: HeldBillStore,
    private readonly views: HeldBillsQuery,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: HoldBillCommand, idempotencyKey: string): Promise<Answer<HeldBill>> {
    requireWorkplace(actor, command.outletId);
    const idempotent = { idempotencyKey, operation: 'sales.hold-bill', requestHash: requestHash(command) };
    const earlier = await this.refusedOrHeldBefore(actor, command, idempotent);
    if (earlier !== null) return earlier;
    const { outletId, name, tableId, customerId, cart, expiresInMinutes } = command;
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const heldAt = this.clock.now();
      for (const overdue of await this.bills.expire(tx, outletId, heldAt, EXPIRED_AT_ONCE)) {
        tx.record(billExpired(overdue, heldAt));
      }
      const id = newId();
      const expiresAt = new Date(heldAt.getTime() + expiresInMinutes * MINUTE_MS);
      const heldBy = actor.employeeId;
      await this.bills.hold(tx, { id, outletId, name, tableId, customerId, cart, heldBy, heldAt, expiresAt });
      tx.record(billHeld({ heldBillId: id, outletId, tableId, expiresAt: expiresAt.toISOString() }, heldAt));
      return this.views.require(tx, actor, id);
    });
  }

  /**
   * What the catalog does not have would be refused to the customer who comes back for it. An answer, where it has it no
   * longer and an earlier attempt has held it.
   */
  private async refusedOrHeldBefore(
    { businessId }: Actor,
    { outletId, items }: HoldBillCommand,
    idempotent: IdempotentCommand,
  ): Promise<Answer<HeldBill> | null> {
    try {
      return await this.contexts.decide(businessId, outletId, productsOf({ items }), (context) => {
        if (!context) throw outletNotFound(outletId);
        const occasion = occasionAt(this.clock.now(), context.outlet, 'dine_in');
        const together = countTogether(items);
        for (const item of items) toCartLine(item, context, occasion, together);
        return null;
      });
    } catch (refusal) {
      const earlier = await this.database.recall<HeldBill>(businessId, idempotent);
      if (earlier === null) throw refusal;
      return earlier;
    }
  }
}
