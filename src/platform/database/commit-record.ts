import { Injectable } from '@nestjs/common';
import { DomainError } from '../../kernel/domain-error';
import { Metrics } from '../observability/metrics';
import { inSpan } from '../observability/spans';
import type { Outcome } from './database-error';

const KINDS = ['write', 'change', 'call'] as const;
const RESULTS = ['committed', 'refused', 'unavailable', 'failed'] as const;

export interface Commit {
  readonly kind: (typeof KINDS)[number];
  readonly businessId: string;
  /** What it is for, such as `sales.open-shift`. */
  readonly operation?: string;
}

/** What is counted and traced of commits. */
@Injectable()
export class CommitRecord {
  constructor(private readonly metrics: Metrics) {
    // There from the start, or the first of a kind is no increase.
    for (const kind of KINDS) for (const result of RESULTS) metrics.commits.inc({ kind, result }, 0);
  }

  async follow<Result>(
    { kind, businessId, operation }: Commit,
    work: (onRetry: (outcome: Outcome) => void) => Promise<Result>,
  ): Promise<Result> {
    try {
      const facts = operation === undefined ? {} : { 'tillbook.operation': operation };
      const result = await inSpan(`commit ${kind}`, businessId, facts, () =>
        work((outcome) => this.metrics.commitRetries.inc({ outcome })),
      );
      this.metrics.commits.inc({ kind, result: 'committed' });
      return result;
    } catch (error) {
      this.metrics.commits.inc({ kind, result: resultOf(error) });
      throw error;
    }
  }
}

function resultOf(error: unknown): (typeof RESULTS)[number] {
  if (!(error instanceof DomainError)) return 'failed';
  return error.kind === 'unavailable' ? 'unavailable' : 'refused';
}
