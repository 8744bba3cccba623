export * from './contracts/customers.events';
export * from './customers.module';
