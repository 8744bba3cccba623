import type { z } from 'zod';
import { type JsonSchema, jsonSchemaOf } from './event-contract-schema';

/** What one technology adds to the AsyncAPI document: where it is spoken, on what roads, and who sends. */
export interface AsyncApiPart {
  readonly servers: Readonly<Record<string, object>>;
  readonly channels: Readonly<Record<string, object>>;
  /** Seen from here: what we send, and what we receive. */
  readonly operations: Readonly<Record<string, object>>;
}

/** A reference to another place in the document. */
export function placeIn(...steps: readonly string[]): { readonly $ref: string } {
  return { $ref: `#/${steps.map((step) => step.replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}` };
}

/** AsyncAPI 3.0 knows JSON Schema of draft 7. What we receive is described as it comes in, before defaults are filled in. */
export function payloadOf(schema: z.ZodType, direction: 'sent' | 'received'): JsonSchema {
  const { $schema: _, ...payload } = jsonSchemaOf(schema, {
    target: 'draft-7',
    ...(direction === 'received' && { io: 'input' }),
  });
  return payload;
}
