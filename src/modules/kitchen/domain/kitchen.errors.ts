import { DomainError } from '../../../kernel/domain-error';
import type { OrderStatus } from '../contracts/kitchen.events';

export const orderNotFound = (orderId: string) =>
  new DomainError('not-found', 'kitchen.order-not-found', 'There is no such order.', { orderId });

export const orderFinal = (status: OrderStatus) =>
  new DomainError('conflict', 'kitchen.order-final', `The order is ${status}: its status stays.`, {
    orderStatus: status,
  });

export const orderAlreadyBegun = (status: OrderStatus) =>
  new DomainError('conflict', 'kitchen.order-already-begun', 'An order that was begun does not go back to pending.', {
    orderStatus: status,
  });

export const nothingToBump = (status: OrderStatus) =>
  new DomainError('conflict', 'kitchen.nothing-to-bump', `The order is ${status}: the kitchen is done with it.`, {
    orderStatus: status,
  });

export const nothingToRecall = (status: OrderStatus) =>
  new DomainError('conflict', 'kitchen.nothing-to-recall', `The order is ${status}: there is no step to take back.`, {
    orderStatus: status,
  });

export const versionStale = (version: number) =>
  new DomainError('stale', 'request.version-stale', 'The order has changed since that version.', { version });
