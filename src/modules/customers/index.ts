export * from './contracts/customers.events';
export * from './contracts/gift-card.events';
export * from './contracts/gift-card-expiry';
export * from './contracts/loyalty.events';
export * from './customers.module';
