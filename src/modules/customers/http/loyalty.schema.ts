import { z } from 'zod';
import { idSchema, moneySchema } from '../../../platform/http/schemas';

export const loyaltyProgramSchema = z
  .strictObject({
    rupiahPerPoint: moneySchema.min(1).max(1_000_000_000).describe('What is spent for one point.'),
    pointValue: moneySchema.max(1_000_000_000).describe('What one point takes off a sale; 0: points are not redeemed.'),
    active: z.boolean().describe('Whether points are earned and redeemed.'),
    loyaltyLiability: z
      .boolean()
      .describe('SAK EP: points are booked as owed when they are earned. SAK EMKM books nothing.'),
  })
  .meta({ id: 'LoyaltyProgram' });

export type LoyaltyProgramView = z.infer<typeof loyaltyProgramSchema>;

export const pointsSchema = z
  .object({
    customerId: idSchema,
    points: z
      .int()
      .describe('What there is to redeem; below zero where points were spent whose sale was refunded or voided since.'),
    worth: moneySchema.describe('What they would take off a sale now.'),
  })
  .meta({ id: 'Points' });

export type PointsView = z.infer<typeof pointsSchema>;
