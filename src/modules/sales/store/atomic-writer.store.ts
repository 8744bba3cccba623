import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Answer } from '../../../kernel/answer';
import type { TransactionPlan } from '../domain/transaction-plan';
import { inWordsOfTheBusiness } from './refusals';
import type { CreatedTransaction, TransactionWriter } from './transaction-writer';

/** One call of `create_transaction_atomic`: the whole commit in one round trip. */
@Injectable()
export class AtomicWriter implements TransactionWriter {
  constructor(private readonly database: Database) {}

  async write(plan: TransactionPlan): Promise<Answer<CreatedTransaction>> {
    const { answer, replayed } = await inWordsOfTheBusiness(
      plan,
      this.database.call<{ answer: CreatedTransaction; replayed: boolean }>(
        plan.businessId,
        'create_transaction_atomic',
        plan,
        [plan.event.type],
      ),
    );
    return { body: answer, replayed };
  }
}
