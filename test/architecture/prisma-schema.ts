import { basename } from 'node:path';
import type { SourceFile } from './source-tree';

export interface PrismaModel {
  readonly name: string;
  /** The name of its .prisma file: the module that owns the table. */
  readonly owner: string;
  readonly schema: string | undefined;
  /** Fields that lead to a model of another owner. */
  readonly foreignFields: string[];
}

const MODEL = /^model\s+(\w+)\s*\{([\s\S]*?)^\}/gm;
const FIELD = /^\s*(\w+)\s+(\w+)(?:\[\]|\?)?(?:\s|$)/gm;

export function modelsOf(files: SourceFile[]): PrismaModel[] {
  const found = files.flatMap(({ path, text }) =>
    [...text.matchAll(MODEL)].map(([, name = '', body = '']) => ({ name, body, owner: basename(path, '.prisma') })),
  );
  const owners = new Map(found.map(({ name, owner }) => [name, owner]));
  return found.map(({ name, body, owner }) => ({
    name,
    owner,
    schema: /@@schema\("(\w+)"\)/.exec(body)?.[1],
    foreignFields: [...body.matchAll(FIELD)]
      .filter(([, , type = '']) => owners.has(type) && owners.get(type) !== owner)
      .map(([, field = '']) => field),
  }));
}

/** `JournalEntry` is `tx.journalEntry`. */
export function accessorOf({ name }: PrismaModel): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
