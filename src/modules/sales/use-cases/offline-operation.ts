export { keyOfOperation } from '../domain/offline-operation';
export type { OfflineOperation, OperationRefusal } from '../domain/offline-operation';
