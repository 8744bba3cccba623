import type { OrderStatus } from '../contracts/kitchen.events';
import { orderAlreadyBegun, orderFinal, versionStale } from './kitchen.errors';

const FINAL: readonly OrderStatus[] = ['completed', 'cancelled'];

interface StatusChange {
  readonly status: OrderStatus;
  /** The version that the change was decided on; null: whichever there is. */
  readonly expectedVersion: number | null;
}

/**
 * Whether the order moves. It does not when it already has the status: a change that is sent twice has been made.
 * A kitchen may skip steps and take one back (recall), but a final status stays, and nothing becomes pending again.
 * Throws `kitchen.order-final`, `kitchen.order-already-begun` or `request.version-stale`.
 */
export function changesStatus(order: { status: OrderStatus; version: number }, change: StatusChange): boolean {
  if (change.status === order.status) return false;
  if (change.expectedVersion !== null && change.expectedVersion !== order.version) throw versionStale(order.version);
  if (FINAL.includes(order.status)) throw orderFinal(order.status);
  if (change.status === 'pending') throw orderAlreadyBegun(order.status);
  return true;
}
