export * from './contracts/sales.events';
export * from './sales.module';
