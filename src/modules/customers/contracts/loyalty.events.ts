import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

export const LOYALTY_PROGRAM_CHANGED = 'customers.loyalty-program-changed';

export const loyaltyProgramChangedSchema = z.object({
  rupiahPerPoint: amountField.describe('Integer minor units: what is spent for one point.'),
  pointValue: amountField.describe('Integer minor units: what one point takes off a sale; 0: nothing.'),
  active: z.boolean(),
  loyaltyLiability: z.boolean().describe('Whether the points that there are stand in the books as owed (SAK EP).'),
});

export type LoyaltyProgramChanged = z.infer<typeof loyaltyProgramChangedSchema>;

export const LOYALTY_EVENTS: readonly EventContract[] = [
  {
    type: LOYALTY_PROGRAM_CHANGED,
    version: 1,
    description: 'Somebody changed how points are earned, what they are worth, or how they are booked.',
    schema: loyaltyProgramChangedSchema,
  },
];
