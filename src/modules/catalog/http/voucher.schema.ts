import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { businessDateSchema, codeSchema, idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';

const BATCH_MAX = 500;
const USES_MAX = 1_000_000_000;

const batch = {
  customerId: idSchema.nullish().describe('Whose they are; null: of whoever knows the code.'),
  validFrom: businessDateSchema.nullish(),
  validTo: businessDateSchema.nullish().describe('The last day.'),
  count: z.int().min(1).max(BATCH_MAX).default(1).describe('How many; each gets a code of its own.'),
  code: codeSchema.nullish().describe('One voucher with this code, such as a word of a campaign.'),
};

export const issueVouchersSchema = z
  .union([
    z.strictObject({
      ...batch,
      promotionId: idSchema.describe('A promotion that is given by voucher.'),
      maxUses: z.int().min(1).max(USES_MAX).default(1).describe('By how many sales each is used.'),
    }),
    z.strictObject({ ...batch, value: moneySchema.min(1).describe('Of each; what a sale does not need remains.') }),
  ])
  .refine(({ code, count }) => !code || count === 1, { path: ['code'], message: 'one code is of one voucher' })
  .meta({ id: 'IssueVouchers' });

export type IssueVouchersInput = z.infer<typeof issueVouchersSchema>;

export const issuedVouchersSchema = z
  .object({ batchId: idSchema, vouchers: z.array(z.object({ voucherId: idSchema, code: z.string() })) })
  .meta({ id: 'IssuedVouchers' });

export const voucherSchema = z
  .object({
    voucherId: idSchema,
    batchId: idSchema,
    code: z.string(),
    promotionId: idSchema.nullable(),
    value: moneySchema.nullable(),
    remaining: moneySchema.nullable(),
    maxUses: z.int().nullable(),
    uses: z.int(),
    customerId: idSchema.nullable(),
    validFrom: businessDateSchema.nullable(),
    validTo: businessDateSchema.nullable(),
    issuedAt: z.iso.datetime(),
    withdrawnAt: z.iso.datetime().nullable().describe('Since when it is taken no more.'),
    withdrawnReason: z.string().nullable(),
  })
  .meta({ id: 'Voucher' });

export const namedVoucherSchema = z
  .union([idSchema.transform((id) => ({ id })), codeSchema.transform((code) => ({ code }))])
  .describe('The id of the voucher, or its code.');

export type NamedVoucherInput = z.infer<typeof namedVoucherSchema>;

export const withdrawVoucherSchema = z.strictObject({ reason: textSchema(200).min(1) }).meta({ id: 'WithdrawVoucher' });

export type WithdrawVoucherInput = z.infer<typeof withdrawVoucherSchema>;

export const voucherPageSchema = pageOf(voucherSchema).meta({ id: 'VoucherPage' });

export const voucherFilterSchema = z.strictObject({
  promotionId: idSchema.optional(),
  batchId: idSchema.optional(),
  customerId: idSchema.optional(),
  ...pagingSchema,
});

export type VoucherFilterInput = z.infer<typeof voucherFilterSchema>;
