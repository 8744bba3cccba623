import { Injectable } from '@nestjs/common';
import type { Answer } from '../../../kernel/answer';
import { Metrics } from '../../../platform/observability/metrics';
import type { TransactionPlan } from '../domain/transaction-plan';
import { AtomicWriter } from './atomic-writer.store';
import { StandardWriter } from './standard-writer.store';
import type { CreatedTransaction } from './transaction-writer';

/** The two writers, of which a tenant chooses one. What one could not finish is never given to the other. */
@Injectable()
export class TransactionWriters {
  constructor(
    private readonly atomic: AtomicWriter,
    private readonly standard: StandardWriter,
    private readonly metrics: Metrics,
  ) {}

  async write(
    plan: TransactionPlan,
    { useAtomicFunction }: { useAtomicFunction: boolean },
  ): Promise<Answer<CreatedTransaction>> {
    const writer = useAtomicFunction ? this.atomic : this.standard;
    const answer = await writer.write(plan);
    if (!answer.replayed) this.metrics.sales.inc({ writer: useAtomicFunction ? 'atomic' : 'standard' });
    return answer;
  }
}
