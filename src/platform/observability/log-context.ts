import { AsyncLocalStorage } from 'node:async_hooks';

/** Whose work it is that a line of the log was written in. */
export interface LogContext {
  readonly requestId?: string;
  /** The id of the request that all this follows from: one search for it finds a sale's whole way. */
  readonly correlationId?: string | undefined;
  /** Of events that are taken together. */
  readonly correlationIds?: readonly string[] | undefined;
  readonly businessId?: string | undefined;
  readonly outletId?: string | undefined;
  readonly employeeId?: string;
  readonly listener?: string;
  readonly consumer?: string;
  readonly messageId?: string | undefined;
  readonly method?: string;
  readonly route?: string;
  readonly status?: number;
  readonly durationMs?: number;
}

const storage = new AsyncLocalStorage<{ context: LogContext }>();

/** Every line that the work logs carries this, and nothing of whoever began the work. */
export function inLogContext<Result>(context: LogContext, work: () => Result): Result {
  return storage.run({ context }, work);
}

/** What has become known in the meantime. */
export function addToLogContext(more: LogContext): void {
  const store = storage.getStore();
  if (store) store.context = { ...store.context, ...more };
}

export function logContext(): LogContext {
  return storage.getStore()?.context ?? {};
}

export function outsideLogContext<Result>(work: () => Result): Result {
  return storage.exit(work);
}
