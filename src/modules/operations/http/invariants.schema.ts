import { z } from 'zod';

export const invariantsFilterSchema = z.strictObject({
  quiet: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true')
    .describe('No listener is behind: what follows from a sale must be there too.'),
});

export type InvariantsFilterInput = z.infer<typeof invariantsFilterSchema>;

export const brokenInvariantsSchema = z
  .object({
    sound: z.boolean(),
    broken: z.array(
      z.object({
        id: z.string().describe('Stable and dotted, such as stock.value-ties-to-the-ledger.'),
        name: z.string().describe('What should hold.'),
        breaches: z.array(z.unknown()).describe('The first few rows that break it.'),
      }),
    ),
  })
  .meta({ id: 'BrokenInvariants' });

export type BrokenInvariantsView = z.infer<typeof brokenInvariantsSchema>;
