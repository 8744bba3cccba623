import { createHash } from 'node:crypto';
import { newId } from '../../src/kernel/ids';

export interface ToldOperation {
  readonly operationId: string;
  readonly sequence: number;
  readonly previousHash: string;
  readonly occurredAt: string;
  readonly employeeId: string;
  readonly kind: string;
  readonly body: Record<string, unknown>;
}

/** A till that keeps what it does until somebody hears it. It knows the chain from its documentation alone. */
export class OfflineTill {
  readonly operations: ToldOperation[] = [];
  private previousHash = '0'.repeat(64);

  constructor(
    private readonly employeeId: string,
    private readonly occurredAt: string,
  ) {}

  /** Does something, and keeps it. What is given besides stands in the operation as it is. */
  do(kind: string, body: Record<string, unknown>, more: Partial<ToldOperation> = {}): ToldOperation {
    const operation = {
      operationId: newId(),
      sequence: this.operations.length + 1,
      previousHash: this.previousHash,
      occurredAt: this.occurredAt,
      employeeId: this.employeeId,
      kind,
      body,
      ...more,
    };
    this.operations.push(operation);
    this.previousHash = hashOf(operation);
    return operation;
  }
}

export function hashOf(operation: ToldOperation): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(operation)))
    .digest('hex');
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [key, inOrder(inner)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
