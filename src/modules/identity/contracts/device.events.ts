import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const DEVICE_ENROLLED = 'identity.device-enrolled';

export const deviceEnrolledSchema = z.object({
  deviceId: z.uuid(),
  outletId: z.uuid(),
  drawer: z.string(),
  name: z.string(),
});

export type DeviceEnrolled = z.infer<typeof deviceEnrolledSchema>;

export const DEVICE_REVOKED = 'identity.device-revoked';

export const deviceRevokedSchema = z.object({ deviceId: z.uuid(), outletId: z.uuid() });

export type DeviceRevoked = z.infer<typeof deviceRevokedSchema>;

export const DEVICE_EVENTS: readonly EventContract[] = [
  {
    type: DEVICE_ENROLLED,
    version: 1,
    description: 'A till was enrolled, on behalf of whoever made its pairing code.',
    schema: deviceEnrolledSchema,
  },
  {
    type: DEVICE_REVOKED,
    version: 1,
    description: 'A till was shut out: its token works no more.',
    schema: deviceRevokedSchema,
  },
];
