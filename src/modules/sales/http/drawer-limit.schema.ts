import { z } from 'zod';
import { moneySchema } from '../../../platform/http/schemas';

const limitField = moneySchema.describe(
  'Up to this amount anyone at the till pays in, pays out and drops cash; above it somebody answers for it.',
);

export const changeDrawerLimitSchema = z.strictObject({ unapprovedMax: limitField }).meta({ id: 'ChangeDrawerLimit' });

export type ChangeDrawerLimitInput = z.infer<typeof changeDrawerLimitSchema>;

export const drawerLimitSchema = z
  .object({
    unapprovedMax: limitField,
    version: z.int().describe('Goes up with every change; 0 where nothing was ever set. The ETag.'),
  })
  .meta({ id: 'DrawerLimit' });

export type DrawerLimitView = z.infer<typeof drawerLimitSchema>;
