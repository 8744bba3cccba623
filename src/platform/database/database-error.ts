import { DomainError, type ErrorKind } from '../../kernel/domain-error';

/** What PostgreSQL said, whichever road the error came by. */
export interface DatabaseComplaint {
  readonly sqlState: string;
  readonly message: string;
  readonly detail: string | undefined;
  readonly hint: string | undefined;
  readonly constraint: string | undefined;
}

interface LooseError {
  code?: unknown;
  message?: string;
  detail?: string;
  hint?: string;
  constraint?: string;
  severity?: string;
  meta?: { driverAdapterError?: { cause?: LooseCause } };
  cause?: LooseCause;
}

interface LooseCause {
  kind?: string;
  originalCode?: string;
  originalMessage?: string;
  message?: string;
  detail?: string;
  hint?: string;
  constraint?: { index?: string };
}

/** Reads an error of node-postgres, or one of Prisma's with the driver's own inside; null for anything else. */
export function readComplaint(thrown: unknown): DatabaseComplaint | null {
  const error = thrown as LooseError;
  if (typeof error?.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) && error.severity) {
    return {
      sqlState: error.code,
      message: error.message ?? '',
      detail: error.detail,
      hint: error.hint,
      constraint: error.constraint,
    };
  }
  const cause = causeOf(error);
  if (!cause?.originalCode) return null;
  return {
    sqlState: cause.originalCode,
    message: cause.originalMessage ?? cause.message ?? '',
    detail: cause.detail,
    hint: cause.hint,
    constraint: cause.constraint?.index,
  };
}

function causeOf(error: LooseError | undefined): LooseCause | undefined {
  return error?.meta?.driverAdapterError?.cause ?? error?.cause;
}

export type Outcome = 'rolled-back' | 'refused' | 'unavailable' | 'unknown';

const RETRYABLE = new Set(['40001', '40P01']);
const UNAVAILABLE = new Set(['55P03', '57014', '53300', '57P03', '53400']); // locks, time-outs, too many connections

/**
 * What is known about a transaction that threw. Definite roll-backs may be tried again. An error that carries no code
 * may have come after the commit: then only the idempotency record can tell.
 */
export function outcomeOf(thrown: unknown): Outcome {
  const complaint = readComplaint(thrown);
  if (complaint && RETRYABLE.has(complaint.sqlState)) return 'rolled-back';
  if ((thrown as LooseError)?.code === 'P2034') return 'rolled-back';
  if (complaint && UNAVAILABLE.has(complaint.sqlState)) return 'unavailable';
  if (NOTHING_DONE.test((thrown as Error)?.message)) return 'unavailable';
  if (isConnectionLoss(thrown, complaint)) return 'unknown';
  return 'refused';
}

/** No connection was free in time, or Prisma rolled back what took too long: to try again at once would add to the queue. */
const NOTHING_DONE = /timeout exceeded when trying to connect|Unable to start a transaction|expired transaction/;
/** How Prisma says that a connection was lost or never made; what node-postgres and the network say comes as text. */
const LOST_KINDS = new Set(['ConnectionClosed', 'DatabaseNotReachable', 'SocketTimeout']);
const LOST =
  /Connection terminated|not queryable|Query read timeout|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN/;

function isConnectionLoss(thrown: unknown, complaint: DatabaseComplaint | null): boolean {
  if (complaint) return complaint.sqlState.startsWith('08') || complaint.sqlState.startsWith('57P');
  const error = thrown as LooseError | undefined;
  if (LOST_KINDS.has(causeOf(error)?.kind ?? '')) return true;
  return LOST.test(`${error?.message ?? ''} ${String(error?.code ?? '')}`);
}

const KINDS: Record<string, ErrorKind> = {
  TB401: 'unauthenticated',
  TB403: 'forbidden',
  TB404: 'not-found',
  TB409: 'conflict',
  TB422: 'invalid',
};

/** A refusal raised by one of our own SQL functions: SQLSTATE TB4xx, code in the detail, facts as JSON in the hint. */
export function toDomainError(complaint: DatabaseComplaint): DomainError | null {
  const kind = KINDS[complaint.sqlState];
  if (!kind || !complaint.detail) return null;
  const facts = complaint.hint ? { facts: JSON.parse(complaint.hint) as unknown } : {};
  return new DomainError(kind, complaint.detail, complaint.message, facts);
}
