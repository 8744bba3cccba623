import { z } from 'zod';
import { idSchema } from '../../../platform/http/schemas';

export const OPERATIONS_MAX = 200;

const hashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in small letters')
  .describe('SHA-256 in hex.');

/** What places an operation must be readable; about the rest its own answer tells. */
export const offlineOperationSchema = z
  .strictObject({
    operationId: z
      .string()
      .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'a UUIDv7 in small letters')
      .describe('UUIDv7, made by the till; done once in the business.'),
    sequence: z.int().min(1).describe('Counts the operations of the device from 1, without a gap.'),
    previousHash: hashSchema.describe('The hash of the operation before it; 64 zeros for the first.'),
    occurredAt: z.string().max(64).describe('ISO 8601 with its offset, by the clock of the till.'),
    employeeId: z.string().max(64).describe('Who was at the till.'),
    kind: z.string().max(64).describe('sale, void, cash-movement, open-shift, end-shift or close-shift.'),
    body: z
      .record(z.string(), z.unknown())
      .describe(
        'The body of the route that does the same online, with the id that stands in its path: `shiftId`, `transactionId`.',
      ),
  })
  .meta({ id: 'OfflineOperation' });

export type OfflineOperationInput = z.infer<typeof offlineOperationSchema>;

export const syncBatchSchema = z
  .strictObject({ operations: z.array(offlineOperationSchema).min(1).max(OPERATIONS_MAX) })
  .meta({ id: 'SyncBatch' });

export type SyncBatchInput = z.infer<typeof syncBatchSchema>;

const operationResultSchema = z
  .object({
    operationId: idSchema,
    sequence: z.int(),
    hash: hashSchema.describe('Of the operation as it came: what the next one names as its previousHash.'),
    status: z
      .enum(['applied', 'replayed', 'conflict', 'quarantined', 'waiting'])
      .describe(
        'waiting: something before it is missing, send it again with that. quarantined: kept and shown to a manager, ' +
          'and not to be sent again. conflict: not taken, for it contradicts what is known of the device.',
      ),
    code: z.string().nullable().describe('Why, where it was not applied; stable and dotted.'),
    detail: z.string().nullable(),
    result: z.looseObject({}).nullable().describe('What the route online would have answered.'),
  })
  .meta({ id: 'OperationResult' });

export type OperationResult = z.infer<typeof operationResultSchema>;

export const syncedBatchSchema = z
  .object({
    deviceId: idSchema,
    appliedThrough: z.int().describe('The high-water mark: every operation up to it is applied or quarantined.'),
    appliedHash: hashSchema.describe('Of the operation there; 64 zeros before the first.'),
    results: z.array(operationResultSchema).describe('In the order in which the operations were sent.'),
  })
  .meta({ id: 'SyncedBatch' });

export type SyncedBatchView = z.infer<typeof syncedBatchSchema>;
