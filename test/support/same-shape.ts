import { createHash } from 'node:crypto';
import type { Client } from 'pg';
import { type Row, rowsOf, tenantTables } from './tenant-tables';

/** Told by the clock of the database, or made of ids: never the same twice. */
const OF_ITS_OWN =
  /^(recorded_at|created_at|updated_at|changed_at|moved_at|advanced_at|hash|prev_hash|head_hash|request_hash)$/;
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** The rows of each table. */
export type Shape = Readonly<Record<string, readonly unknown[]>>;

/**
 * All rows of a business with what distinguishes two businesses that lived the same life taken out: each id is replaced
 * by a name for its place among all rows, which is found by naming ids after the rows that they stand in, again and again
 * (colour refinement). So the rows of two businesses are equal only if they point to each other in the same way. After no round
 * all ids are alike, which makes a difference easy to read.
 */
export async function shapeOf(owner: Client, businessId: string, rounds = 6): Promise<Shape> {
  const rows: [table: string, text: string][] = [];
  for (const table of await tenantTables(owner)) {
    for (const row of await rowsOf(owner, businessId, table)) rows.push([table, JSON.stringify(withoutItsOwn(row))]);
  }
  let names = new Map<string, string>();
  for (let round = 0; round < rounds; round++) names = renamed(rows, names);
  const shape: Record<string, string[]> = {};
  for (const [table, text] of rows) (shape[table] ??= []).push(text.replace(UUID, (id) => names.get(id) ?? 'id'));
  for (const texts of Object.values(shape)) texts.sort();
  return Object.fromEntries(
    Object.entries(shape).map(([table, texts]) => [table, texts.map((text) => JSON.parse(text) as Row)]),
  );
}

function withoutItsOwn(row: Row): Row {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !OF_ITS_OWN.test(column)));
}

/** Each id is named after every place at which it stands, in the words of the names before. */
function renamed(
  rows: readonly (readonly [table: string, text: string])[],
  names: ReadonlyMap<string, string>,
): Map<string, string> {
  const places = new Map<string, string[]>();
  for (const [table, text] of rows) {
    const named = text.replace(UUID, (id) => names.get(id) ?? 'id');
    for (const { 0: id, index } of text.matchAll(UUID)) {
      const before = text.slice(0, index).replace(UUID, '').length;
      const known = places.get(id) ?? [];
      known.push(`${table} ${before} ${named}`);
      places.set(id, known);
    }
  }
  return new Map(
    [...places].map(([id, texts]) => [
      id,
      `id-${createHash('sha256').update(texts.sort().join('\n')).digest('hex').slice(0, 12)}`,
    ]),
  );
}
