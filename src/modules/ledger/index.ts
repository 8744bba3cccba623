export * from './contracts/chart-of-accounts';
export * from './contracts/ledger.events';
export * from './ledger.module';
