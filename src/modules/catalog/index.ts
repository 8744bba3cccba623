export * from './catalog.module';
export * from './contracts/price-book';
export * from './contracts/promotion';
export * from './contracts/promotion.events';
export * from './contracts/voucher.events';
