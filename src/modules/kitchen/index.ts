export * from './contracts/kitchen.events';
export * from './kitchen.module';
