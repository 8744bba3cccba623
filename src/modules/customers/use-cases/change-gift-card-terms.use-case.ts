import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { Database, writerOf } from '../../../platform/database/database';
import type { GiftCardTerms } from '../domain/gift-card';
import { giftCardTermsChanged } from '../domain/gift-card-events';
import { GiftCardStore } from '../store/gift-card.store';

/** Says for how long gift cards are good from now on. Those that are sold keep what was agreed. */
@Injectable()
export class ChangeGiftCardTermsUseCase {
  constructor(
    private readonly database: Database,
    private readonly cards: GiftCardStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, terms: GiftCardTerms): Promise<GiftCardTerms> {
    return this.database.change(writerOf(actor), async (tx) => {
      const present = await this.cards.lockTerms(tx);
      if (present.validMonths !== terms.validMonths) {
        await this.cards.saveTerms(tx, terms);
        tx.record(giftCardTermsChanged({ from: present.validMonths, to: terms.validMonths }, this.clock.now()));
      }
      return terms;
    });
  }
}
