export * from './catalog.module';
export * from './contracts/price-book';
