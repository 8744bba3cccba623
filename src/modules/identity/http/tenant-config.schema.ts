import { z } from 'zod';
import { tenantConfigSchema } from '../contracts/tenant-config';

export const presentTenantConfigSchema = z
  .object({
    ...tenantConfigSchema.shape,
    version: z.int().describe('Goes up with every change; 0 where nothing was ever set. The ETag.'),
  })
  .meta({ id: 'TenantConfig' });

export type TenantConfigView = z.infer<typeof presentTenantConfigSchema>;

export const changeTenantConfigSchema = tenantConfigSchema.partial().meta({ id: 'ChangeTenantConfig' });

export type ChangeTenantConfigInput = z.infer<typeof changeTenantConfigSchema>;
