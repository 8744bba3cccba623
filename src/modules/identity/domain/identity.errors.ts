import { DomainError } from '../../../kernel/domain-error';

/** One answer for an unknown e-mail, a wrong password and an employee who has left. */
export const credentialsInvalid = () =>
  new DomainError('unauthenticated', 'auth.credentials-invalid', 'The e-mail or the password is wrong.');

/** Only after the password fitted all of them: who guesses learns of no business. */
export const businessRequired = (businesses: readonly { businessId: string; name: string }[]) =>
  new DomainError('conflict', 'auth.business-required', 'Say which business: send its businessId too.', { businesses });

/** The same whether the outlet is elsewhere or nowhere. */
export const outletForbidden = (outletId: string) =>
  new DomainError('forbidden', 'identity.outlet-forbidden', 'You do not work at this outlet.', { outletId });

/** Not one of ours, of another business, expired, revoked, or of an employee who has left. */
export const refreshTokenInvalid = () =>
  new DomainError('unauthenticated', 'auth.refresh-token-invalid', 'The session has ended: log in again.');

/** Spent a moment ago: most likely by the same client, which has the next token already. */
export const refreshTokenSpent = () =>
  new DomainError('unauthenticated', 'auth.refresh-token-spent', 'A refresh token works once; use the one it gave.');

export const refreshTokenReused = () =>
  new DomainError(
    'unauthenticated',
    'auth.refresh-token-reused',
    'The refresh token had been used before, so its session was ended: log in again.',
  );

export const sessionEnded = () =>
  new DomainError('unauthenticated', 'auth.session-ended', 'The employee no longer works here.');
