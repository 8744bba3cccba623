import type { OrderStatus } from '../contracts/kitchen.events';
import { nothingToBump, nothingToRecall, orderAlreadyBegun, orderFinal, versionStale } from './kitchen.errors';

const FINAL: readonly OrderStatus[] = ['completed', 'cancelled'];

type Steps = Partial<Record<OrderStatus, OrderStatus>>;

const STEPS_ON: Steps = { pending: 'preparing', preparing: 'ready', ready: 'served' };
const STEPS_BACK: Steps = { ready: 'preparing', served: 'ready' };

interface Standing {
  readonly status: OrderStatus;
  readonly version: number;
}

interface Decision {
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

interface StatusChange extends Decision {
  readonly status: OrderStatus;
}

/**
 * Whether the order moves. It does not when it already has the status: a change that is sent twice has been made.
 * A kitchen may skip steps and take one back (recall), but a final status stays, and nothing becomes pending again.
 * Throws `kitchen.order-final`, `kitchen.order-already-begun` or `request.version-stale`.
 */
export function changesStatus(order: Standing, change: StatusChange): boolean {
  if (change.status === order.status) return false;
  requireChangeable(order, change);
  if (change.status === 'pending') throw orderAlreadyBegun(order.status);
  return true;
}

/** One step on. Throws `kitchen.nothing-to-bump` once it is served, `kitchen.order-final` or `request.version-stale`. */
export function bumped(order: Standing, decision: Decision): OrderStatus {
  requireChangeable(order, decision);
  const next = STEPS_ON[order.status];
  if (next === undefined) throw nothingToBump(order.status);
  return next;
}

/** One step back. Throws `kitchen.nothing-to-recall` until it is ready, `kitchen.order-final` or `request.version-stale`. */
export function recalled(order: Standing, decision: Decision): OrderStatus {
  requireChangeable(order, decision);
  const previous = STEPS_BACK[order.status];
  if (previous === undefined) throw nothingToRecall(order.status);
  return previous;
}

function requireChangeable({ status, version }: Standing, { expectedVersion }: Decision): void {
  if (expectedVersion !== null && expectedVersion !== version) throw versionStale(version);
  if (FINAL.includes(status)) throw orderFinal(status);
}
