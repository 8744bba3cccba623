import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, moneySchema, signedMoneySchema } from '../../../platform/http/schemas';

const typeSchema = z.enum(['asset', 'liability', 'equity', 'income', 'expense']);
const normalSideSchema = z.enum(['debit', 'credit']);

export const accountSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    name: z.string(),
    nameEn: z.string(),
    type: typeSchema,
    normalSide: normalSideSchema,
    emkmLine: z
      .string()
      .describe('Its line in the SAK EMKM statements; with a trailing *, one that EMKM does not name.'),
    cashFlow: z.string(),
    systemRole: z.string().describe('What the posting rules know it by.'),
    active: z.boolean(),
  })
  .meta({ id: 'Account' });

export const accountPageSchema = pageOf(accountSchema).meta({ id: 'AccountPage' });

export const accountFilterSchema = z.strictObject({ ...pagingSchema });

export type AccountFilterInput = z.infer<typeof accountFilterSchema>;

export const trialBalanceSchema = z
  .object({
    asOf: z.iso.date(),
    accounts: z.array(
      z.object({
        accountId: idSchema,
        code: z.string(),
        name: z.string(),
        type: typeSchema,
        normalSide: normalSideSchema,
        debit: moneySchema.describe('All that was debited until then.'),
        credit: moneySchema,
        balance: signedMoneySchema.describe('On its normal side; negative when it stands on the other.'),
      }),
    ),
    totalDebit: moneySchema,
    totalCredit: moneySchema,
  })
  .meta({ id: 'TrialBalance' });

export const trialBalanceFilterSchema = z.strictObject({
  asOf: z.iso
    .date()
    .optional()
    .describe('Up to and including this day of the books. By default today, where on Earth the day begins first.'),
});

export type TrialBalanceFilterInput = z.infer<typeof trialBalanceFilterSchema>;
