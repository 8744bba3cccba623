import { z } from 'zod';
import { idSchema, moneySchema } from '../../../platform/http/schemas';

export const changeCreditLimitSchema = z
  .strictObject({ creditLimit: moneySchema.describe('How far the customer may owe; 0: not at all.') })
  .meta({ id: 'ChangeCreditLimit' });

export type ChangeCreditLimitInput = z.infer<typeof changeCreditLimitSchema>;

export const creditLimitSchema = z
  .object({ customerId: idSchema, creditLimit: moneySchema })
  .meta({ id: 'CreditLimit' });

export type CreditLimitView = z.infer<typeof creditLimitSchema>;
