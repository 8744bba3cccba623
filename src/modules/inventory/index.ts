export * from './contracts/inventory.events';
export * from './inventory.module';
