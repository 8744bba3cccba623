import { z } from 'zod';
import type { EventContract } from '../../../platform/events/event-contract';
import { amountField } from '../../../platform/events/event-contract-fields';

/** What is done to the drawer by hand. */
export const CASH_MOVEMENT_KINDS = ['paid_in', 'paid_out', 'cash_drop', 'no_sale'] as const;

export type CashMovementKind = (typeof CASH_MOVEMENT_KINDS)[number];

/** By the system roles of accounts: where cash that is paid in comes from, and what it is paid out for. */
export const COUNTER_ROLES = {
  paid_in: ['CASH_SAFE', 'PETTY_CASH', 'OTHER_INCOME', 'CAPITAL'],
  paid_out: ['OTHER_EXPENSE', 'UTILITIES', 'PETTY_CASH', 'DRAWINGS'],
  cash_drop: ['CASH_SAFE'],
  no_sale: [],
} as const satisfies Record<CashMovementKind, readonly string[]>;

export type CounterRole = (typeof COUNTER_ROLES)[CashMovementKind][number];

export const ALL_COUNTER_ROLES = [...new Set(Object.values(COUNTER_ROLES).flat())] as CounterRole[];

export const SHIFT_ENDED = 'sales.shift-ended';

export const shiftEndedSchema = z.object({ shiftId: z.uuid(), outletId: z.uuid(), drawer: z.string() });

export type ShiftEnded = z.infer<typeof shiftEndedSchema>;

export const CASH_MOVED = 'sales.cash-moved';

export const cashMovedSchema = z.object({
  movementId: z.uuid(),
  shiftId: z.uuid(),
  outletId: z.uuid(),
  kind: z.enum(CASH_MOVEMENT_KINDS),
  amount: amountField.describe('Integer minor units; into the drawer positive.'),
  counterRole: z.string().nullable().describe('The system role of the account that it came from or went to.'),
  reason: z.string(),
  approvedBy: z.uuid().nullable().describe('The employee who answers for it; null where nobody had to.'),
});

export type CashMoved = z.infer<typeof cashMovedSchema>;

export const DRAWER_LIMIT_CHANGED = 'sales.drawer-limit-changed';

export const drawerLimitChangedSchema = z.object({
  outletId: z.uuid(),
  from: amountField,
  to: amountField,
  version: z.int().describe('Counts the changes of the limit.'),
});

export type DrawerLimitChanged = z.infer<typeof drawerLimitChangedSchema>;

export const DRAWER_EVENTS: readonly EventContract[] = [
  {
    type: SHIFT_ENDED,
    version: 1,
    description: 'Nothing is sold in a shift any more; its drawer is to be counted.',
    schema: shiftEndedSchema,
  },
  {
    type: CASH_MOVED,
    version: 1,
    description: 'A drawer was opened by hand, to put cash into it, to take some out, or for another reason.',
    schema: cashMovedSchema,
  },
  {
    type: DRAWER_LIMIT_CHANGED,
    version: 1,
    description: 'An outlet has another limit, up to which a cashier moves cash without an approval.',
    schema: drawerLimitChangedSchema,
  },
];
