import { DomainError } from '../../../kernel/domain-error';

export const qrisInvalid = (reason: string) =>
  new DomainError('invalid', 'payments.qris-invalid', `This is no QRIS payload: ${reason}.`);

export const qrisSurcharge = () =>
  new DomainError('invalid', 'payments.qris-surcharge', 'A QRIS payment carries no tip, surcharge or fee.');

export const qrisAmountDiffers = (expected: number, asked: number | null) =>
  new DomainError('invalid', 'payments.qris-amount-differs', 'The QRIS payload asks for another amount.', {
    expected,
    asked,
  });

export const intentNotFound = () =>
  new DomainError('not-found', 'payments.intent-not-found', 'There is no such payment intent.');

export const intentEnded = (state: string) =>
  new DomainError('conflict', 'payments.intent-ended', `The payment intent is ${state}.`, { state });

export const intentUsed = () =>
  new DomainError('conflict', 'payments.intent-used', 'A sale has been paid with this payment intent.');

export const refundTaskNotFound = () =>
  new DomainError('not-found', 'payments.refund-task-not-found', 'There is no such refund task.');

export const refundTaskNotDead = (state: string) =>
  new DomainError('conflict', 'payments.refund-task-not-dead', `The refund task is ${state}.`, { state });

export const refundBeyondPayment = () =>
  new DomainError('conflict', 'payments.refund-beyond-payment', 'More would go back of the payment than it was.');

export const providerMissing = () =>
  new DomainError('conflict', 'payments.provider-missing', 'No payment provider is configured.');

export const methodUnsupported = (provider: string, method: string) =>
  new DomainError('invalid', 'payments.method-unsupported', 'The payment provider does not take this method.', {
    provider,
    method,
  });

export const providerUnknown = () =>
  new DomainError('not-found', 'payments.provider-unknown', 'There is no such payment provider here.');

export const webhookForged = () =>
  new DomainError('unauthenticated', 'payments.webhook-forged', 'The signature is not the provider’s.');

export const webhookUnreadable = () =>
  new DomainError('malformed', 'payments.webhook-unreadable', 'This is no webhook of the provider.');

export const webhookTooLarge = (bytesMax: number) =>
  new DomainError('malformed', 'payments.webhook-too-large', 'The webhook is too large.', { bytesMax });

export const webhookAstray = () =>
  new DomainError('not-found', 'payments.webhook-astray', 'There is no such business.');
