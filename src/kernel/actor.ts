import { DomainError } from './domain-error';
import { can, type Permission } from './permissions';
import type { Role } from './roles';

/** Who acts: taken from the access token, never from a body. */
export interface Actor {
  readonly businessId: string;
  readonly employeeId: string;
  readonly role: Role;
  /** The outlets this employee is assigned to. */
  readonly outletIds: readonly string[];
  /** The outlet chosen at log-in, where one was. */
  readonly outletId: string | null;
  /** Ties log lines, events and messages of one request together. */
  readonly correlationId: string;
}

/**
 * Whoever runs the platform, at its command line, acting in one business at all of its outlets. Nobody's employee: no
 * access token can say it.
 */
export interface Operator extends Omit<Actor, 'role'> {
  readonly role: 'operator';
}

export function actorCan(actor: Actor, permission: Permission): boolean {
  return can(actor.role, permission);
}

/** Throws `auth.permission-missing`. */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!actorCan(actor, permission)) {
    throw new DomainError('forbidden', 'auth.permission-missing', `This needs the permission ${permission}.`, {
      permission,
    });
  }
}

export function worksAt(actor: Pick<Actor, 'outletIds'>, outletId: string): boolean {
  return actor.outletIds.includes(outletId);
}

/** Refuses what is another tenant's, what does not exist and where the actor does not work with one answer. */
export function requireWorkplace(actor: Pick<Actor, 'outletIds'>, outletId: string): void {
  if (!worksAt(actor, outletId)) {
    throw new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId });
  }
}
