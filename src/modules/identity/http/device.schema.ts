import { z } from 'zod';
import { pageOf, pagingSchema } from '../../../platform/http/paging';
import { idSchema, textSchema } from '../../../platform/http/schemas';

const drawerSchema = textSchema(32).min(1);

export const createPairingCodeSchema = z
  .strictObject({
    outletId: idSchema,
    drawer: drawerSchema.default('main').describe('The cash box that the till stands on.'),
  })
  .meta({ id: 'CreatePairingCode' });

export type CreatePairingCodeInput = z.infer<typeof createPairingCodeSchema>;

export const pairingCodeSchema = z
  .object({
    code: z.string().describe('To be typed in at the till, once; shown only now.'),
    outletId: idSchema,
    drawer: z.string(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'PairingCode' });

export const enrollDeviceSchema = z
  .strictObject({
    code: z.string().min(1).max(64).describe('Capitals, spaces and dashes do not matter.'),
    name: textSchema(60).min(1).describe('By which people know the till.'),
  })
  .meta({ id: 'EnrollDevice' });

export type EnrollDeviceInput = z.infer<typeof enrollDeviceSchema>;

export const enrolledDeviceSchema = z
  .object({
    deviceId: idSchema,
    token: z.string().describe('For Authorization: Device <token>, until it is revoked; shown only now.'),
    businessId: idSchema,
    outletId: idSchema,
    drawer: z.string(),
    name: z.string(),
  })
  .meta({ id: 'EnrolledDevice' });

export const deviceSchema = z
  .object({
    id: idSchema,
    outletId: idSchema,
    drawer: z.string(),
    name: z.string(),
    enrolledAt: z.iso.datetime(),
    revokedAt: z.iso.datetime().nullable(),
    lastSyncedAt: z.iso.datetime().nullable().describe('When it last brought what it did offline.'),
    appliedThrough: z.int().describe('The high-water mark of what it brought.'),
    lastConflictAt: z.iso
      .datetime()
      .nullable()
      .describe('When it last told what contradicts its history: it is to be enrolled anew. Null: it never did.'),
    lastConflictCode: z.string().nullable(),
  })
  .meta({ id: 'Device' });

export type DeviceView = z.infer<typeof deviceSchema>;

export const devicePageSchema = pageOf(deviceSchema).meta({ id: 'DevicePage' });

export const deviceFilterSchema = z.strictObject({ outletId: idSchema, ...pagingSchema });

export type DeviceFilterInput = z.infer<typeof deviceFilterSchema>;
