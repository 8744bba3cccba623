import { z } from 'zod';

export const aliveSchema = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });

export type AliveView = z.infer<typeof aliveSchema>;

export const readySchema = z
  .object({ status: z.literal('ok'), up: z.array(z.string()).describe('What the server needs, all of it there.') })
  .meta({ id: 'Ready' });

export type ReadyView = z.infer<typeof readySchema>;
