import type { z } from 'zod';

/** Null: it is no JSON, or of another shape. */
export function readJson<Schema extends z.ZodType>(body: Buffer, schema: Schema): z.infer<Schema> | null {
  try {
    return schema.safeParse(JSON.parse(body.toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}
