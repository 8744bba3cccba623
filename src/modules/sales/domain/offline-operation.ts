import { withoutCardCodes } from './gift-card-tender';

/** What a till did while nobody heard it, as it stands in the history of its device. */
export interface OfflineOperation {
  /** Made by the till. */
  readonly id: string;
  readonly deviceId: string;
  readonly outletId: string;
  /** Of the device. */
  readonly drawer: string;
  /** Of the device, from 1 without a gap. */
  readonly sequence: number;
  /** SHA-256 of the content, in hex. */
  readonly hash: string;
  /** The hash of the operation before it; of the first one, zeros. */
  readonly previousHash: string;
  readonly kind: string;
  /** As the till told it: canonical JSON. */
  readonly content: string;
  /** By the clock of the till, but not ahead of ours. */
  readonly occurredAt: Date;
}

/** Why an operation was not applied. */
export interface OperationRefusal {
  readonly code: string;
  readonly detail: string;
}

/** It is done once, whoever brings it and however often. */
export function keyOfOperation(operationId: string): string {
  return `sync:${operationId}`;
}

/** An operation as its turn in the history is written: without the codes of gift cards, which nobody keeps. */
export function turnOf(operation: OfflineOperation, refusal: OperationRefusal | null = null) {
  const { occurredAt: _, drawer: _drawer, ...turn } = operation;
  const content = withoutCardCodes(operation.content);
  return { ...turn, content, codesLeftOut: content !== operation.content, refusal };
}
