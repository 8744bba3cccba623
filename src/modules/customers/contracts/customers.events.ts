import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';
import { GIFT_CARD_EVENTS } from './gift-card.events';
import { LOYALTY_EVENTS } from './loyalty.events';

export const CREDIT_LIMIT_CHANGED = 'customers.credit-limit-changed';

export const creditLimitChangedSchema = z.object({
  customerId: z.uuid(),
  from: amountField,
  to: amountField.describe('Integer minor units: how far the customer may owe.'),
});

export type CreditLimitChanged = z.infer<typeof creditLimitChangedSchema>;

export const CUSTOMERS_EVENTS: readonly EventContract[] = [
  {
    type: CREDIT_LIMIT_CHANGED,
    version: 1,
    description: 'Somebody changed how far a customer may owe.',
    schema: creditLimitChangedSchema,
  },
  ...GIFT_CARD_EVENTS,
  ...LOYALTY_EVENTS,
];
