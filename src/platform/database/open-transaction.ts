import { AsyncLocalStorage } from 'node:async_hooks';
import { invariant } from '../../kernel/invariant';

/** Says only that a transaction is open, and never which: that is passed by hand. */
const open = new AsyncLocalStorage<true>();

export function withinTransaction<Result>(work: () => Promise<Result>): Promise<Result> {
  return open.run(true, work);
}

/** For what takes as long as somebody else likes: it must not hold locks and a connection meanwhile. */
export function requireNoTransaction(): void {
  invariant(open.getStore() === undefined, 'the outside world is not called while a transaction is open');
}
