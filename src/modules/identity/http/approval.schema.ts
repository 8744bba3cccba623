import { z } from 'zod';
import { idSchema } from '../../../platform/http/schemas';
import { APPROVABLE_ACTIONS } from '../contracts/approvals';

/** Six at least: ten guesses in a quarter of an hour are a thousand a day. */
const pinSchema = z
  .string()
  .regex(/^\d{6,8}$/)
  .describe('Six to eight digits.');

export const giveApprovalSchema = z
  .strictObject({
    pin: pinSchema,
    action: z.enum(APPROVABLE_ACTIONS).describe('The permission that is lent.'),
    subjectId: idSchema.describe('What it is lent for: a transaction (also one that is still to be made), or a shift.'),
    outletId: idSchema.optional().describe('Where it is done; without it the outlet of the log-in.'),
  })
  .meta({ id: 'GiveApproval' });

export type GiveApprovalInput = z.infer<typeof giveApprovalSchema>;

export const approvalSchema = z
  .object({
    approval: idSchema.describe('Works once, for that action and that subject.'),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Approval' });

export const setPinSchema = z
  .strictObject({
    pin: pinSchema,
    password: z.string().min(1).max(256).optional().describe('Your own; needed where the PIN is your own.'),
  })
  .meta({ id: 'SetPin' });

export type SetPinInput = z.infer<typeof setPinSchema>;
