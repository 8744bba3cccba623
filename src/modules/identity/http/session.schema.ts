import { z } from 'zod';
import { ROLES } from '../../../kernel/roles';
import { idSchema } from '../../../platform/http/schemas';

const refreshTokenSchema = z.string().min(1).max(200);

export const sessionUserSchema = z
  .object({
    userId: idSchema.describe('The same as employeeId: an employee is one log-in.'),
    employeeId: idSchema,
    businessId: idSchema,
    outletId: idSchema.nullable().describe('The outlet chosen at log-in; null where the choice was left open.'),
    outletIds: z.array(idSchema).describe('The outlets that the employee is assigned to.'),
    role: z.enum(ROLES),
    name: z.string(),
  })
  .meta({ id: 'SessionUser' });

export const signedInSchema = z
  .object({
    accessToken: z.string(),
    refreshToken: z.string().describe('Works once; its session ends 30 days after the log-in.'),
    expiresIn: z.int().describe('Seconds for which the access token is good.'),
    user: sessionUserSchema,
  })
  .meta({ id: 'SignedIn' });

export const logInSchema = z
  .strictObject({
    email: z.email().max(254),
    password: z.string().min(1).max(256),
    outletId: idSchema.optional().describe('Where to work; without it the first of the outlets, by code.'),
    businessId: idSchema.optional().describe('Needed where e-mail and password fit employees of several businesses.'),
  })
  .meta({ id: 'LogIn' });

export type LogInInput = z.infer<typeof logInSchema>;

export const refreshSchema = z.strictObject({ refreshToken: refreshTokenSchema }).meta({ id: 'Refresh' });

export type RefreshInput = z.infer<typeof refreshSchema>;

export const logOutSchema = z
  .strictObject({
    refreshToken: refreshTokenSchema.optional().describe('Not needed: the access token names the session that ends.'),
  })
  .optional();
