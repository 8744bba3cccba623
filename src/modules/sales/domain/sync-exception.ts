import type { SyncExceptionKind } from '../contracts/sync.events';
import { newId } from '../../../kernel/ids';

/** What speaks against an operation of an offline till, for a manager to look at. */
export interface SyncException {
  readonly id: string;
  readonly kind: SyncExceptionKind;
  readonly facts: Readonly<Record<string, unknown>>;
}

export function syncException(kind: SyncExceptionKind, facts: SyncException['facts']): SyncException {
  return { id: newId(), kind, facts };
}
