import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { TENANT_CONFIG_CHANGED, type TenantConfigChanged } from '../contracts/identity.events';
import { configStale } from './identity.errors';

type Flags = Record<string, boolean | number>;

/**
 * What the wish would change of the config; nothing of what it already says: a change that is sent twice has been made.
 * Throws `request.version-stale`.
 */
export function flagChanges(
  present: { readonly config: Flags; readonly version: number },
  wish: { readonly changes: Partial<Flags>; readonly expectedVersion: number | null },
): TenantConfigChanged['changes'] {
  const changes = Object.entries(wish.changes).flatMap(([flag, to]) => {
    const from = present.config[flag]!;
    return to === undefined || to === from ? [] : [{ flag, from, to }];
  });
  const isStale = wish.expectedVersion !== null && wish.expectedVersion !== present.version;
  if (changes.length > 0 && isStale) throw configStale(present.version);
  return changes;
}

/** The config is the whole business's: it is told on the business's own stream. */
export function tenantConfigChanged(
  payload: TenantConfigChanged,
  occurredAt: Date,
): DomainEvent<typeof TENANT_CONFIG_CHANGED, TenantConfigChanged> {
  return { eventId: newId(), type: TENANT_CONFIG_CHANGED, version: 1, outletId: null, payload, occurredAt };
}
