export * from './contracts/payment.events';
export * from './contracts/refund.events';
export * from './payments.module';
