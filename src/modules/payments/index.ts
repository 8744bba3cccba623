export * from './contracts/payment.events';
export * from './contracts/refund.events';
export * from './contracts/refund-desk';
export * from './contracts/webhook.events';
export * from './payments.module';
