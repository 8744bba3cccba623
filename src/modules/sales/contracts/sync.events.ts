import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';

export const SYNC_EXCEPTION_KINDS = [
  'quarantined',
  'oversold',
  'price-drift',
  'late-shift',
  'unknown-product',
  'unknown-customer',
  'unknown-table',
  'not-entitled',
  'period-closed',
  'clock-ahead',
  'payment-missing',
  'over-limit',
] as const;

export type SyncExceptionKind = (typeof SYNC_EXCEPTION_KINDS)[number];

/** It stands as it was booked; it was set right by another document; it was nothing. */
export const SYNC_RESOLUTIONS = ['accepted', 'corrected', 'discarded'] as const;

export type SyncResolution = (typeof SYNC_RESOLUTIONS)[number];

export const SYNC_EXCEPTION_RESOLVED = 'sales.sync-exception-resolved';

export const syncExceptionResolvedSchema = z.object({
  exceptionId: z.uuid(),
  operationId: z.uuid(),
  outletId: z.uuid(),
  kind: z.enum(SYNC_EXCEPTION_KINDS),
  resolution: z.enum(SYNC_RESOLUTIONS),
  note: z.string(),
});

export type SyncExceptionResolved = z.infer<typeof syncExceptionResolvedSchema>;

export const DEVICE_SYNCED = 'sales.device-synced';

const count = z.int().min(0).describe('Operations of the batch of which this became.');

export const deviceSyncedSchema = z.object({
  deviceId: z.uuid(),
  outletId: z.uuid(),
  appliedThrough: count.describe('The high-water mark.'),
  applied: count,
  replayed: count,
  conflict: count,
  quarantined: count,
  waiting: count,
  conflictCode: z
    .string()
    .nullable()
    .describe('Why one of them was not taken, for it contradicts what is known of the device; null: none does.'),
});

export type DeviceSynced = z.infer<typeof deviceSyncedSchema>;

export const SYNC_EVENTS: readonly EventContract[] = [
  {
    type: SYNC_EXCEPTION_RESOLVED,
    version: 1,
    description:
      'A manager has looked at what spoke against an operation of an offline till, and said what becomes of it.',
    schema: syncExceptionResolvedSchema,
  },
  {
    type: DEVICE_SYNCED,
    version: 1,
    description: 'An offline till has brought a batch of what it did.',
    schema: deviceSyncedSchema,
  },
];
