export * from './contracts/outlet-settings';
export * from './contracts/tenant-config';
export * from './identity.module';
