import { createHash } from 'node:crypto';
import { z } from 'zod';
import { contractName, type EventContract } from './event-contract';

export type JsonSchema = Record<string, unknown>;

/** A schema that has a name elsewhere is written out: what we publish refers to nothing outside itself. */
class Nameless extends z.core.$ZodRegistry<Record<string, unknown>> {
  override get(schema: z.core.$ZodType): Record<string, unknown> {
    const { id: _, ...meta } = z.globalRegistry.get(schema) ?? {};
    return meta;
  }
}

/** For people and machines that do not read zod. A format says enough: zod's patterns for it may change with zod. */
export function jsonSchemaOf(
  schema: z.ZodType,
  options: { readonly target?: 'draft-7'; readonly io?: 'input' } = {},
): JsonSchema {
  return z.toJSONSchema(schema, {
    ...options,
    metadata: new Nameless(),
    override: ({ jsonSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  });
}

/** The schema of an event's payload as other systems are given it. */
export function publishedSchema(contract: EventContract): JsonSchema {
  const { $schema, ...schema } = jsonSchemaOf(contract.schema);
  const { type, version, description } = contract;
  const $id = `urn:tillbook:event:${type}:${version}`;
  return { $schema, $id, title: contractName(contract), description, ...schema };
}

/** SHA-256 of the schema, whatever order it is written in. Its words count: a unit is one of them. */
export function fingerprintOf(schema: JsonSchema): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(schema)))
    .digest('hex');
}

/** Lists of a schema whose order says nothing. */
const SETS = ['required', 'enum'];

function inOrder(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return SETS.includes(key) ? value.toSorted() : value.map((one) => inOrder(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, inOrder(one, name)]));
}
