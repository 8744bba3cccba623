export * from './contracts/chart-of-accounts';
export * from './ledger.module';
