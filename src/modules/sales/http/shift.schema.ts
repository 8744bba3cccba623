import { z } from 'zod';
import {
  businessDateSchema,
  idSchema,
  moneySchema,
  signedMoneySchema,
  textSchema,
} from '../../../platform/http/schemas';
import { ALL_COUNTER_ROLES, CASH_MOVEMENT_KINDS } from '../contracts/drawer.events';

export const openShiftSchema = z
  .strictObject({
    id: idSchema.optional().describe('Made by a till that may be offline; otherwise the server makes it.'),
    outletId: idSchema,
    drawer: textSchema(32).min(1).default('main').describe('Which cash box, where an outlet has several.'),
    openingCash: moneySchema.describe('The float, in whole rupiah.'),
  })
  .meta({ id: 'OpenShift' });

export type OpenShiftInput = z.infer<typeof openShiftSchema>;

/** Far above any note; so many of so much stay within what JSON can carry. */
const MILLION = 1_000_000;

export const denominationSchema = z.object({
  value: z.int().min(1).max(MILLION).describe('Of one note or coin, in rupiah.'),
  count: z.int().min(0).max(MILLION),
});

export const closeShiftSchema = z
  .strictObject({
    countedCash: moneySchema.describe('What was counted in the drawer, float included.'),
    denominations: z
      .array(z.strictObject(denominationSchema.shape))
      .max(30)
      .optional()
      .describe('How it was counted; it comes to countedCash.'),
  })
  .meta({ id: 'CloseShift' });

export type CloseShiftInput = z.infer<typeof closeShiftSchema>;

export const endShiftSchema = z.strictObject({}).optional();

export const moveCashSchema = z
  .strictObject({
    kind: z.enum(CASH_MOVEMENT_KINDS).describe('A cash_drop goes into the safe; a no_sale moves nothing.'),
    amount: moneySchema.max(MILLION * MILLION).describe('In whole rupiah, whichever way it goes; 0 for a no_sale.'),
    reason: textSchema(200).min(1),
    counterRole: z
      .enum(ALL_COUNTER_ROLES)
      .optional()
      .describe(
        'The account, by its system role, that it comes from or goes to; each kind has its own and a usual one.',
      ),
    approval: idSchema.optional().describe('For this shift; needed above the limit of the outlet and for a no_sale.'),
  })
  .meta({ id: 'MoveCash' });

export type MoveCashInput = z.infer<typeof moveCashSchema>;

export const cashMovementSchema = z
  .object({
    id: idSchema,
    shiftId: idSchema,
    kind: z.enum(CASH_MOVEMENT_KINDS),
    amount: signedMoneySchema.describe('Into the drawer positive.'),
    counterRole: z.enum(ALL_COUNTER_ROLES).nullable(),
    reason: z.string(),
    approvedBy: idSchema.nullable().describe('The employee who answers for it; null where nobody had to.'),
  })
  .meta({ id: 'CashMovement' });

export type CashMovementView = z.infer<typeof cashMovementSchema>;

export const currentShiftFilterSchema = z.strictObject({
  outletId: idSchema,
  drawer: textSchema(32).min(1).default('main'),
});

export type CurrentShiftFilterInput = z.infer<typeof currentShiftFilterSchema>;

export const shiftSchema = z
  .object({
    id: idSchema,
    outletId: idSchema,
    drawer: z.string(),
    state: z.enum(['open', 'ended']),
    businessDate: businessDateSchema,
    openedBy: idSchema,
    openedAt: z.iso.datetime(),
    openingCash: moneySchema,
  })
  .meta({ id: 'Shift' });

export type ShiftView = z.infer<typeof shiftSchema>;

export const endedShiftSchema = z
  .object({
    id: idSchema,
    outletId: idSchema,
    drawer: z.string(),
    state: z.literal('ended'),
    businessDate: businessDateSchema,
    endedBy: idSchema,
    endedAt: z.iso.datetime(),
  })
  .meta({ id: 'EndedShift' });

export type EndedShiftView = z.infer<typeof endedShiftSchema>;

export const closedShiftSchema = z
  .object({
    id: idSchema,
    outletId: idSchema,
    drawer: z.string(),
    state: z.literal('closed'),
    businessDate: businessDateSchema,
    openingCash: moneySchema,
    expectedCash: signedMoneySchema.describe('Float and every drawer movement since.'),
    countedCash: moneySchema,
    over: moneySchema,
    short: moneySchema,
    denominations: z.array(denominationSchema).nullable(),
    zNumber: z.int().min(1).describe('Counts the closings of this drawer from 1, without a gap.'),
    closedAt: z.iso.datetime(),
  })
  .meta({ id: 'ClosedShift' });

export type ClosedShiftView = z.infer<typeof closedShiftSchema>;
