import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, textSchema } from '../../../platform/http/schemas';

const listenerSchema = textSchema(100).min(1).describe('Its name, such as loyalty.');
const seqSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const streamIdSchema = idSchema.describe("The outlet's id, or the business's own for facts that belong to no outlet.");
const outletIdSchema = idSchema.optional().describe('Without it all outlets of the caller, and the business itself.');

export const standingsFilterSchema = z.strictObject({ outletId: outletIdSchema });

export type StandingsFilterInput = z.infer<typeof standingsFilterSchema>;

export const listenerStandingsSchema = z
  .object({
    listeners: z.array(
      z.object({
        listener: z.string(),
        seen: z.int().describe('Events that it has seen; with an outletId its position.'),
        recorded: z.int().describe('Events that there are; with an outletId the number of the last one.'),
        waiting: z.int().describe('Events that it has not seen.'),
        oldestWaitSeconds: z.int().nullable().describe('For how long the one has waited that waits the longest.'),
        parked: z.int().describe('Events that it could not take, and that are tried again.'),
        dead: z.int().describe('Events that it could not take, and that are not tried again.'),
      }),
    ),
  })
  .meta({ id: 'ListenerStandings' });

export type ListenerStandingsView = z.infer<typeof listenerStandingsSchema>;

const failureStateSchema = z.enum(['parked', 'dead', 'discarded', 'resolved']).meta({ id: 'FailureState' });

export const failuresFilterSchema = z.strictObject({
  state: failureStateSchema.optional().describe('Without it those that are parked or dead.'),
  listener: listenerSchema.optional(),
  ...pagingSchema,
});

export type FailuresFilterInput = z.infer<typeof failuresFilterSchema>;

export const failurePageSchema = pageOf(
  z
    .object({
      eventId: idSchema,
      eventType: z.string(),
      streamId: streamIdSchema,
      seq: z.int().describe('Its number in the stream.'),
      listener: z.string(),
      state: failureStateSchema,
      attempts: z.int().describe('How often it was tried since it was parked.'),
      occurredAt: z.iso.datetime(),
      failedAt: z.iso.datetime().describe('When it was parked.'),
      nextAttemptAt: z.iso.datetime().nullable().describe('Null unless it is parked.'),
      lastError: z.string(),
      settledAt: z.iso.datetime().nullable(),
      settledReason: z.string().nullable(),
    })
    .meta({ id: 'FailedDelivery' }),
).meta({ id: 'FailedDeliveryPage' });

export type FailurePage = z.infer<typeof failurePageSchema>;

const oneListenerSchema = listenerSchema.optional().describe('One of those that could not take it; without it all.');

export const retryEventSchema = z.strictObject({ listener: oneListenerSchema }).meta({ id: 'RetryEvent' });

export type RetryEventInput = z.infer<typeof retryEventSchema>;

const settledListenersSchema = z.array(z.string()).describe('The listeners that could not take it.');

export const retriedEventSchema = z
  .object({ eventId: idSchema, listeners: settledListenersSchema })
  .meta({ id: 'RetriedEvent' });

export const retryDeadSchema = z.strictObject({ listener: listenerSchema.optional() }).meta({ id: 'RetryDead' });

export type RetryDeadInput = z.infer<typeof retryDeadSchema>;

export const retriedDeadSchema = z
  .object({
    retried: z.int().describe('How many are tried again.'),
    hasMore: z.boolean().describe('Perhaps there are more: ask again, with a key of its own.'),
  })
  .meta({ id: 'RetriedDead' });

export const discardEventSchema = z
  .strictObject({
    reason: textSchema(500).min(1).describe('Kept with the event, and in the audit.'),
    listener: oneListenerSchema,
  })
  .meta({ id: 'DiscardEvent' });

export type DiscardEventInput = z.infer<typeof discardEventSchema>;

export const discardedEventSchema = z
  .object({ eventId: idSchema, listeners: settledListenersSchema, reason: z.string() })
  .meta({ id: 'DiscardedEvent' });

export const replaySchema = z
  .strictObject({
    listener: listenerSchema,
    fromSeq: seqSchema.describe('The number of the first event that it is told again; in each stream.'),
    outletId: outletIdSchema,
  })
  .meta({ id: 'ReplayListener' });

export type ReplayInput = z.infer<typeof replaySchema>;

export const replayedSchema = z
  .object({
    listener: z.string(),
    fromSeq: z.int(),
    streams: z
      .array(z.object({ streamId: streamIdSchema, position: z.int().describe('How far it had come.') }))
      .describe('Those in which it was set back.'),
  })
  .meta({ id: 'ReplayedListener' });

export const verificationFilterSchema = z.strictObject({ outletId: outletIdSchema, cursor: pagingSchema.cursor });

export type VerificationFilterInput = z.infer<typeof verificationFilterSchema>;

export const verificationSchema = z
  .object({
    sound: z.boolean().describe('Nothing of what this page looked at is broken.'),
    streams: z.array(
      z.object({
        streamId: streamIdSchema,
        verified: z.int().describe('Events that were held against their numbers and hashes.'),
        breach: z
          .object({
            seq: z.int().describe('The first number at which the log is not what it was.'),
            kind: z.enum(['missing', 'altered', 'unchained', 'beyond-the-head', 'not-as-the-head-remembers']),
          })
          .nullable(),
      }),
    ),
    page: z.object({ nextCursor: z.string().nullable(), hasMore: z.boolean() }),
  })
  .meta({ id: 'LogVerification' });

export type VerificationView = z.infer<typeof verificationSchema>;
