import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { APPROVAL_EVENTS } from './approval.events';

/** Why a session ended before its time. */
export const SESSION_ENDINGS = ['logged-out', 'refresh-token-reused'] as const;

export type SessionEnding = (typeof SESSION_ENDINGS)[number];

export const SESSION_REVOKED = 'identity.session-revoked';

export const sessionRevokedSchema = z.object({
  sessionId: z.uuid(),
  employeeId: z.uuid(),
  reason: z.enum(SESSION_ENDINGS),
});

export type SessionRevoked = z.infer<typeof sessionRevokedSchema>;

export const TENANT_CONFIG_CHANGED = 'identity.tenant-config-changed';

const flagValueField = z.union([z.boolean(), z.int().describe('In the unit of the flag, which its name says.')]);

export const tenantConfigChangedSchema = z.object({
  version: z.int().describe('Counts the changes of the config.'),
  changes: z.array(z.object({ flag: z.string(), from: flagValueField, to: flagValueField })),
});

export type TenantConfigChanged = z.infer<typeof tenantConfigChangedSchema>;

export const IDENTITY_EVENTS: readonly EventContract[] = [
  {
    type: SESSION_REVOKED,
    version: 1,
    description: 'A log-in was ended: its refresh tokens work no more, and its sockets are closed.',
    schema: sessionRevokedSchema,
  },
  {
    type: TENANT_CONFIG_CHANGED,
    version: 1,
    description: 'Somebody changed how the business is served.',
    schema: tenantConfigChangedSchema,
  },
  ...APPROVAL_EVENTS,
];
