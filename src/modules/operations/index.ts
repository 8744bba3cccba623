export * from './contracts/invariants';
export * from './contracts/operations.events';
export * from './contracts/outbox-repairs';
export * from './contracts/outbox-views';
export * from './operations.module';
