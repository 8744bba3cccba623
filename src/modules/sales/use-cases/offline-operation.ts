export { keyOfOperation } from '../domain/offline-operation';
export type { OfflineOperation, OperationRefusal } from '../domain/offline-operation';
export { syncException } from '../domain/sync-exception';
export type { SyncException } from '../domain/sync-exception';
