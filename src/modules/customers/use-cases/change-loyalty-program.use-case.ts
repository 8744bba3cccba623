import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { Database, writerOf } from '../../../platform/database/database';
import { OutletSettings } from '../../identity';
import { dayBegunEverywhere } from '../domain/gift-card';
import type { LoyaltyTerms } from '../domain/loyalty';
import { loyaltyProgramChanged } from '../domain/loyalty-events';
import { LoyaltyQuery } from '../queries/loyalty.query';
import { LoyaltyStore } from '../store/loyalty.store';

/** Says how points are earned and what they are worth; where they are owed, those that there are, are owed anew. */
@Injectable()
export class ChangeLoyaltyProgramUseCase {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly loyalty: LoyaltyStore,
    private readonly programs: LoyaltyQuery,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, terms: LoyaltyTerms): Promise<LoyaltyTerms> {
    return this.database.change(writerOf(actor), async (tx) => {
      await this.loyalty.lockProgram(tx, terms);
      const present = await this.programs.load(tx);
      if (TERMS.every((term) => present[term] === terms[term])) return terms;

      const changedAt = this.clock.now();
      const { outlets } = await this.outletSettings.load(tx);
      await this.loyalty.changeProgram(tx, terms, {
        id: newId(),
        effectiveDate: dayBegunEverywhere(outlets, changedAt),
        sourceType: 'loyalty-program',
        sourceId: newId(),
        description: 'Perubahan program poin',
        recordedBy: actor.employeeId,
      });
      tx.record(loyaltyProgramChanged(terms, changedAt));
      return terms;
    });
  }
}

const TERMS = ['rupiahPerPoint', 'pointValue', 'active', 'loyaltyLiability'] as const;
