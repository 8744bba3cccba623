export * from './contracts/customers.events';
export * from './contracts/gift-card.events';
export * from './customers.module';
