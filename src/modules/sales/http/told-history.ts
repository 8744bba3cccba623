import type { DeviceHistory, KnownOperation } from '../queries/device-history.query';
import type { OfflineOperation } from '../use-cases/offline-operation';
import type { OperationResult } from './sync-batch.schema';

export type Verdict = Pick<OperationResult, 'status' | 'code' | 'detail' | 'result'>;

/** The past of a device as a batch is taken: what was known when it came, and what has had its turn since. */
export class ToldHistory {
  private readonly byId = new Map<string, KnownOperation>();
  private readonly bySequence = new Map<number, KnownOperation>();

  constructor(
    private readonly deviceId: string,
    private head: DeviceHistory,
  ) {
    this.know(head);
  }

  get appliedThrough(): number {
    return this.head.appliedThrough;
  }

  get appliedHash(): string {
    return this.head.appliedHash;
  }

  /** Somebody else has brought it further. */
  know(head: DeviceHistory): void {
    this.head = head;
    head.operations.forEach((operation) => this.add(operation));
  }

  /** The operation has had its turn. */
  advance(
    { id, deviceId, sequence, hash }: OfflineOperation,
    outcome: Pick<KnownOperation, 'refusal' | 'answer'>,
  ): void {
    this.head = { appliedThrough: sequence, appliedHash: hash, operations: [] };
    this.add({ id, deviceId, sequence, hash, ...outcome });
  }

  /** What is to be said of an operation without doing anything; null: it is its turn. */
  judge({ id, sequence, hash, previousHash }: OfflineOperation): Verdict | null {
    const known = this.byId.get(id);
    if (known && known.deviceId === this.deviceId && known.sequence === sequence && known.hash === hash) {
      return known.refusal ? quarantined(known.refusal) : answered('replayed', known.answer);
    }
    if (known) return conflict('sync.operation-id-taken', 'Another operation has this id.');
    if (sequence <= this.appliedThrough || this.bySequence.has(sequence)) {
      return conflict('sync.sequence-taken', 'The device has told another operation of this sequence.');
    }
    if (sequence > this.appliedThrough + 1) {
      const detail = `The operation ${this.appliedThrough + 1} is missing.`;
      return { status: 'waiting', code: 'sync.gap', detail, result: null };
    }
    if (previousHash !== this.appliedHash) {
      return conflict('sync.chain-broken', 'It does not follow from the operation before it as that is known here.');
    }
    return null;
  }

  private add(operation: KnownOperation): void {
    this.byId.set(operation.id, operation);
    if (operation.deviceId === this.deviceId) this.bySequence.set(operation.sequence, operation);
  }
}

export function answered(status: 'applied' | 'replayed', answer: object | null): Verdict {
  return { status, code: null, detail: null, result: answer as Verdict['result'] };
}

export function quarantined({ code, detail }: { code: string; detail: string }): Verdict {
  return { status: 'quarantined', code, detail, result: null };
}

export function conflict(code: string, detail: string): Verdict {
  return { status: 'conflict', code, detail, result: null };
}
