import type { Answer } from '../../../kernel/answer';
import type { TransactionPlan } from '../domain/transaction-plan';

/** What a committed sale answers: the plan's answer with what only the commit could give. */
export type CreatedTransaction = TransactionPlan['answer'] & {
  readonly receiptNumber: string;
  readonly ledgerEntryId: string | null;
};

/** Persists a plan in one commit, or throws and leaves nothing. There are two, and one suite of tests for both. */
export interface TransactionWriter {
  write(plan: TransactionPlan): Promise<Answer<CreatedTransaction>>;
}
