import type { Role } from '../../../kernel/roles';
import { outletForbidden } from './identity.errors';

/** An employee as a log-in finds them. */
export interface Employee {
  readonly businessId: string;
  readonly employeeId: string;
  readonly name: string;
  readonly role: Role;
  /** The outlets that they are assigned to: open ones first, and then by code. */
  readonly outletIds: readonly string[];
}

/** Who signed in, and where. */
export interface SessionUser extends Employee {
  /** The same as employeeId: an employee is one log-in. */
  readonly userId: string;
  readonly outletId: string | null;
}

/** One log-in: all its refresh tokens are one family. */
export interface Session {
  readonly sessionId: string;
  /** The one that has not been used yet. */
  readonly refreshToken: string;
  readonly user: SessionUser;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Seconds for which the access token is good. */
  readonly expiresIn: number;
  readonly user: SessionUser;
}

export function sessionUser(employee: Employee, outletId: string | null): SessionUser {
  const { businessId, employeeId, name, role, outletIds } = employee;
  return { userId: employeeId, employeeId, businessId, outletId, outletIds, role, name };
}

/** What the access token of a session says. */
export function claimsOf({ sessionId, user }: Session) {
  const { businessId, employeeId, role, outletIds, outletId } = user;
  return { businessId, employeeId, role, outletIds, outletId, sessionId };
}

/** The outlet asked for; without a wish the first. Null for who works at none. Throws `identity.outlet-forbidden`. */
export function chooseOutlet(wanted: string | undefined, { outletIds }: Employee): string | null {
  if (wanted === undefined) return outletIds[0] ?? null;
  if (!outletIds.includes(wanted)) throw outletForbidden(wanted);
  return wanted;
}

/** The session's outlet, as long as the employee works there. */
export function keepOutlet(outletId: string | null, employee: Employee): string | null {
  return outletId !== null && employee.outletIds.includes(outletId) ? outletId : chooseOutlet(undefined, employee);
}
