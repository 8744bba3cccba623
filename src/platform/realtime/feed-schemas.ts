import { z } from 'zod';

/** What each frame of an event begins with. */
export const placeSchema = z.object({
  eventId: z.uuid(),
  seq: z.int().min(1).describe('Number in the stream of the outlet. `after` in the next handshake goes on from here.'),
});

/** The first frame on a socket that was let in. */
export const feedOpenedSchema = z.object({
  outletId: z.uuid(),
  after: z.int().min(0).describe('The number from which this socket goes on.'),
  expiresAt: z.iso.datetime().describe('When the token ends, and the socket with it.'),
});

/** The last frame on a socket, before the server ends it. */
export const authExpiredSchema = z.object({ code: z.enum(['auth.token-expired', 'auth.session-revoked']) });

/** Why a socket was not let in, or a command not done. */
export const refusalSchema = z.looseObject({
  code: z.string().describe('Stable and dotted, such as auth.permission-missing.'),
  detail: z.string(),
});
