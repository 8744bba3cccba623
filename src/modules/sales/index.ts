export * from './contracts/held-bill.events';
export * from './contracts/receipt.events';
export * from './contracts/drawer.events';
export * from './contracts/sales.events';
export * from './contracts/refund.events';
export * from './contracts/sync.events';
export * from './contracts/undoing.events';
export * from './sales.module';
