import { type Actor, type Operator, requireWorkplace } from '../../../kernel/actor';

/**
 * The streams that the actor may look into and repair: the outlet's that was asked for, or the business's own and those
 * of all outlets where the actor works. Throws `identity.outlet-not-found`.
 */
export function streamsWithinReach(actor: Actor | Operator, outletId: string | undefined): string[] {
  if (outletId === undefined) return [actor.businessId, ...actor.outletIds];
  requireWorkplace(actor, outletId);
  return [outletId];
}
