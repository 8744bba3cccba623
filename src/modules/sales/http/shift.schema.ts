import { z } from 'zod';
import {
  businessDateSchema,
  idSchema,
  moneySchema,
  signedMoneySchema,
  textSchema,
} from '../../../platform/http/schemas';

export const openShiftSchema = z
  .strictObject({
    outletId: idSchema,
    drawer: textSchema(32).min(1).default('main').describe('Which cash box, where an outlet has several.'),
    openingCash: moneySchema.describe('The float, in whole rupiah.'),
  })
  .meta({ id: 'OpenShift' });

export type OpenShiftInput = z.infer<typeof openShiftSchema>;

export const closeShiftSchema = z
  .strictObject({ countedCash: moneySchema.describe('What was counted in the drawer, float included.') })
  .meta({ id: 'CloseShift' });

export type CloseShiftInput = z.infer<typeof closeShiftSchema>;

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
    state: z.enum(['open', 'ended', 'closed']),
    businessDate: businessDateSchema,
    openedBy: idSchema,
    openedAt: z.iso.datetime(),
    openingCash: moneySchema,
  })
  .meta({ id: 'Shift' });

export type ShiftView = z.infer<typeof shiftSchema>;

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
    closedAt: z.iso.datetime(),
  })
  .meta({ id: 'ClosedShift' });

export type ClosedShiftView = z.infer<typeof closedShiftSchema>;
