import type { z } from 'zod';

/** What others may rely on in an event. Every type that is recorded has one, in the list that its module shows. */
export interface EventContract {
  readonly type: string;
  /** A released version keeps its schema to the word; what must change becomes the next version. */
  readonly version: number;
  /** What happened, in a sentence. */
  readonly description: string;
  /** Of the payload; each of its numbers says what it counts. */
  readonly schema: z.ZodObject;
}

/** Such as `sales.transaction-created.v1`. */
export function contractName({ type, version }: Pick<EventContract, 'type' | 'version'>): string {
  return `${type}.v${version}`;
}
