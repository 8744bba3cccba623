import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, textSchema } from '../../../platform/http/schemas';
import { SYNC_EXCEPTION_KINDS, SYNC_RESOLUTIONS } from '../contracts/sync.events';

export const syncExceptionSchema = z
  .object({
    exceptionId: idSchema,
    outletId: idSchema,
    deviceId: idSchema,
    operationId: idSchema,
    kind: z.enum(SYNC_EXCEPTION_KINDS),
    transactionId: idSchema
      .nullable()
      .describe(
        'The sale that was booked all the same; null: a movement of cash, under the id of the operation, or nothing.',
      ),
    facts: z.looseObject({}).describe('What was found, by kind.'),
    told: z
      .string()
      .describe('The operation as the till told it: canonical JSON, but of the codes of gift cards only their ends.'),
    raisedAt: z.iso.datetime(),
    resolution: z.enum(SYNC_RESOLUTIONS).nullable(),
    note: z.string().nullable(),
    resolvedBy: idSchema.nullable(),
    resolvedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'SyncException' });

export type SyncExceptionView = z.infer<typeof syncExceptionSchema>;

export const syncExceptionPageSchema = pageOf(syncExceptionSchema).meta({ id: 'SyncExceptionPage' });

export const syncExceptionFilterSchema = z.strictObject({
  outletId: idSchema,
  state: z.enum(['open', 'resolved']).default('open'),
  ...pagingSchema,
});

export type SyncExceptionFilterInput = z.infer<typeof syncExceptionFilterSchema>;

export const resolveSyncExceptionSchema = z
  .strictObject({
    resolution: z
      .enum(SYNC_RESOLUTIONS)
      .describe('accepted: it stands as it is; corrected: another document sets it right; discarded: it was nothing.'),
    note: textSchema(500).min(1),
  })
  .meta({ id: 'ResolveSyncException' });

export type ResolveSyncExceptionInput = z.infer<typeof resolveSyncExceptionSchema>;
