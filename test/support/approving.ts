import type { Actor } from '../../src/kernel/actor';
import type { Role } from '../../src/kernel/roles';
import type { Hired } from './staff';

/** An employee as the one who acts, at the first of these outlets. */
export function actorOf({ businessId, employeeId }: Hired, role: Role, outletIds: readonly string[]): Actor {
  return { businessId, employeeId, role, outletIds, outletId: outletIds[0] ?? null, correlationId: 'test' };
}
