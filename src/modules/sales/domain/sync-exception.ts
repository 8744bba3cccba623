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

/** One of a kind for each operation: what is found later is added to it. */
export function raising(
  raised: readonly SyncException[],
  kind: SyncExceptionKind,
  facts: SyncException['facts'],
): readonly SyncException[] {
  const earlier = raised.find((one) => one.kind === kind);
  return [...raised.filter((one) => one !== earlier), syncException(kind, { ...earlier?.facts, ...facts })];
}
