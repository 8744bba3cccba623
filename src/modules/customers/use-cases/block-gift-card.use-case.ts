import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import { giftCardNotFound } from '../domain/customers.errors';
import { giftCardBlockChanged } from '../domain/gift-card-events';
import { GiftCardStore } from '../store/gift-card.store';

export interface BlockGiftCardCommand {
  readonly giftCardId: string;
  /** False: it was found, and is taken again. */
  readonly blocked: boolean;
  readonly reason: string;
}

export interface GiftCardBlock {
  readonly giftCardId: string;
  readonly ending: string;
  readonly blocked: boolean;
}

/** Blocks a card that was lost, or takes it again. What is on it stays. */
@Injectable()
export class BlockGiftCardUseCase {
  constructor(
    private readonly database: Database,
    private readonly cards: GiftCardStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, { giftCardId, blocked, reason }: BlockGiftCardCommand): Promise<GiftCardBlock> {
    return this.database.change(writerOf(actor), async (tx) => {
      const card = await this.cards.lock(tx, giftCardId);
      if (!card) throw giftCardNotFound();
      const { ending } = card;
      if (card.blocked !== blocked) {
        await this.cards.setBlocked(tx, giftCardId, blocked);
        tx.record(giftCardBlockChanged({ giftCardId, ending, blocked, reason }, this.clock.now()));
      }
      return { giftCardId, ending, blocked };
    });
  }
}
