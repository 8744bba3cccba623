import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { APPROVABLE_ACTIONS } from './approvals';

export const APPROVAL_GIVEN = 'identity.approval-given';

export const approvalGivenSchema = z.object({
  approvalId: z.uuid(),
  outletId: z.uuid(),
  action: z.enum(APPROVABLE_ACTIONS).describe('The permission that was lent.'),
  subjectId: z.uuid().describe('What it was lent for, such as a transaction or a shift.'),
  approvedBy: z.uuid().describe('The employee whose PIN was typed; the actor of the event asked for it.'),
  expiresAt: z.iso.datetime(),
});

export type ApprovalGiven = z.infer<typeof approvalGivenSchema>;

export const PIN_CHANGED = 'identity.pin-changed';

export const pinChangedSchema = z.object({
  employeeId: z.uuid().describe('Whose PIN it is; the actor of the event set it.'),
});

export type PinChanged = z.infer<typeof pinChangedSchema>;

export const APPROVAL_EVENTS: readonly EventContract[] = [
  {
    type: APPROVAL_GIVEN,
    version: 1,
    description: 'Somebody who may do something allowed it once to somebody who may not.',
    schema: approvalGivenSchema,
  },
  {
    type: PIN_CHANGED,
    version: 1,
    description: 'An employee has a new PIN.',
    schema: pinChangedSchema,
  },
];
