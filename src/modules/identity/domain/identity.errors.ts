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

export const configStale = (version: number) =>
  new DomainError('stale', 'request.version-stale', 'The config has changed since that version.', { version });

export const sessionEnded = () =>
  new DomainError('unauthenticated', 'auth.session-ended', 'The employee no longer works here.');

export const employeeNotFound = () =>
  new DomainError('not-found', 'identity.employee-not-found', 'There is no such employee.');

export const pinTooSimple = () =>
  new DomainError('invalid', 'identity.pin-too-simple', 'Choose a PIN that is not so easily guessed.');

/** It does not say whose. */
export const pinTaken = () => new DomainError('conflict', 'identity.pin-taken', 'Choose another PIN.');

export const passwordWrong = () =>
  new DomainError('forbidden', 'identity.password-wrong', 'The password is wrong; your own PIN needs it.');

export const pinSetterForbidden = () =>
  new DomainError('forbidden', 'identity.pin-setter-forbidden', 'You may not set the PIN of this employee.');

/** One answer for a PIN of nobody, and of somebody who may not approve this or does not work here. */
export const pinRefused = () =>
  new DomainError('forbidden', 'identity.pin-refused', 'It is the PIN of nobody here who may approve this.');

export const approvalRequired = (permission: string) =>
  new DomainError('forbidden', 'auth.approval-required', `This needs the permission ${permission}, or an approval.`, {
    permission,
  });
export const outletNotFound = (outletId: string) =>
  new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId });

/** One answer for a code that never was, one that was used and one that has expired. */
export const pairingCodeInvalid = () =>
  new DomainError('unauthenticated', 'identity.pairing-code-invalid', 'The code is wrong, used or expired.');

export const deviceNotFound = () =>
  new DomainError('not-found', 'identity.device-not-found', 'There is no such device.');
