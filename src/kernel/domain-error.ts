/** What kind of refusal it is; HTTP maps each to one status. */
export type ErrorKind =
  | 'invalid' // 422: well-formed, but against a rule
  | 'malformed' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'not-found' // 404: absent, or another tenant's: the same answer
  | 'conflict' // 409: against the present state
  | 'stale' // 412: decided on a version that is no longer the present one
  | 'too-many' // 429
  | 'unavailable'; // 503: nothing is wrong with the request; try again with the same key

export interface DomainErrorDetails {
  /** Facts that help the caller, published in the problem document. */
  readonly [fact: string]: unknown;
}

/** A refusal that callers can act on: `code` is stable and dotted, such as `sales.payment-short`. */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: DomainErrorDetails = {},
    /** Seconds after which trying again makes sense. */
    readonly retryAfterSeconds?: number,
  ) {
    super(message);
  }
}
