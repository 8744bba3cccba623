import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { OutletSettings } from '../../identity';
import { ExpireGiftCards, type ExpiredGiftCards } from '../contracts/gift-card-expiry';
import { BREAKAGE, dayBegunEverywhere } from '../domain/gift-card';
import { giftCardsExpired } from '../domain/gift-card-events';
import { GiftCardStore } from '../store/gift-card.store';

/** Of one commit, and of one journal entry. */
export const EXPIRED_AT_ONCE = 500;

/** Books as income what is left on cards that, by the terms they were sold on, are taken no more. */
@Injectable()
export class ExpireGiftCardsUseCase extends ExpireGiftCards {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly cards: GiftCardStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  async execute(
    actor: Actor | Operator,
    idempotencyKey: string,
    limit = EXPIRED_AT_ONCE,
  ): Promise<Answer<ExpiredGiftCards>> {
    const idempotent = { idempotencyKey, operation: 'customers.expire-gift-cards', requestHash: requestHash({}) };
    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { outlets } = await this.outletSettings.load(tx);
      const expiredAt = this.clock.now();
      const day = dayBegunEverywhere(outlets, expiredAt);
      const expiryId = newId();
      const { giftCards, amount } = await this.cards.expire(tx, day, limit, expiryId);
      const told = { expiryId, giftCards, amount: moneyToJson(amount) };
      if (giftCards === 0) return { ...told, hasMore: false, ledgerEntryId: null };

      const entry = { sourceId: expiryId, outletId: null, effectiveDate: day, amount, ...EXPIRY };
      const ledgerEntryId = await this.cards.post(tx, entry, BREAKAGE, actor.employeeId);
      tx.record(giftCardsExpired(told, expiredAt));
      return { ...told, hasMore: giftCards === limit, ledgerEntryId };
    });
  }
}

const EXPIRY = { sourceType: 'gift-card-expiry', description: 'Kartu hadiah kedaluwarsa' } as const;
