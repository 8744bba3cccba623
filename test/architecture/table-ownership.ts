import { accessorOf, type PrismaModel } from './prisma-schema';
import { moduleOf, type SourceFile } from './source-tree';
import { routinesOf, tablesNamedIn } from './sql-source';
import { codeOf, sqlIn } from './typescript-source';

/** A table that a file may name though it is not its own, and why. Empty is the aim. */
export interface Exception {
  readonly path: string;
  readonly table: string;
  readonly why: string;
}

export interface Ownership {
  /** The PostgreSQL schemas that exist. */
  readonly schemas: readonly string[];
  readonly models: readonly PrismaModel[];
  readonly exceptions: readonly Exception[];
}

const PLATFORM_SCHEMAS = ['outbox', 'platform'];
const SPEAKS_SQL = /^src\/modules\/[^/]+\/(store|queries)\//;
const WRITES =
  /(^|\s)(insert\s+into|update\s+(only\s+)?"?\w+"?\.|delete\s+from|merge\s+into|truncate|for\s+(no\s+key\s+)?update|for\s+(key\s+)?share)\b/i;
const DATABASE_AT_HAND = /\.prisma\b|\bPrisma\.|\bdatabase\.(call|ask)\(/i;

/** An exception is for a file or for a folder, and for one table or for all (`*`). */
function excused(exceptions: readonly Exception[], path: string, table: string): boolean {
  return exceptions.some((one) => path.startsWith(one.path) && (one.table === '*' || one.table === table));
}

/** Whoever needs another schema's rows calls one of its functions or asks its query port. */
export function foreignTables(files: SourceFile[], { schemas, models, exceptions }: Ownership): string[] {
  return files.flatMap(({ path, text }) => {
    const own = schemasOf(path);
    const tables = sqlIn(text).flatMap((sql) => tablesNamedIn(sql, schemas));
    const foreign = tables.filter((table) => !own.includes(table.split('.')[0]!));
    const rows = modelCalls(codeOf(text), models).filter(({ model }) => !own.includes(model.owner));
    return [...foreign, ...rows.map(({ model }) => `model ${model.name}`)]
      .filter((table) => !excused(exceptions, path, table))
      .map((table) => `${path} touches ${table}`);
  });
}

/** The same for SQL functions, procedures and views: each touches the tables of its own schema. */
export function foreignTablesInRoutines(scripts: string[], { schemas, exceptions }: Ownership): string[] {
  return routinesOf(scripts).flatMap(({ schema, name, text }) => {
    const searched =
      /\bset\s+search_path\s*(?:=|to)\s*([\w\s,."]+?)(?=\s+(?:as|begin|return|language|set|security)\b)/i;
    const borrowed = searched.exec(text)?.[1]?.match(/\w+/g) ?? [];
    const foreign = tablesNamedIn(text, schemas).concat(
      borrowed.filter((other) => schemas.includes(other)).map((other) => `${other}.*`),
    );
    const routine = `${schema}.${name}`;
    return foreign
      .filter((table) => table.split('.')[0] !== schema)
      .filter((table) => !excused(exceptions, routine, table))
      .map((table) => `${routine} touches ${table}`);
  });
}

/** Prisma's models are split as the modules are, and no relation crosses from one to another. */
export function misplacedModels({ models }: Ownership): string[] {
  return models.flatMap(({ name, owner, schema, foreignFields }) => [
    ...(schema === owner ? [] : [`${owner}.prisma: ${name} is in the schema ${schema}`]),
    ...foreignFields.map((field) => `${owner}.prisma: ${name}.${field} leads out of the module`),
  ]);
}

/** A `Tx` passes through every layer; only stores and queries open it. */
export function sqlElsewhere(files: SourceFile[], { schemas }: Ownership): string[] {
  return files
    .filter(({ path }) => moduleOf(path) !== undefined && !SPEAKS_SQL.test(path))
    .filter(({ text }) => {
      const namesTable = sqlIn(text).some((sql) => tablesNamedIn(sql, schemas).length > 0);
      return namesTable || DATABASE_AT_HAND.test(codeOf(text));
    })
    .map(({ path }) => `${path} speaks to the database`);
}

export function writingQueries(files: SourceFile[], { models }: Ownership): string[] {
  return files
    .filter(({ path }) => /^src\/modules\/[^/]+\/queries\//.test(path))
    .filter(({ text }) => {
      const code = codeOf(text);
      const writesRows = modelCalls(code, models).some(({ method }) => /^(create|update|upsert|delete)/.test(method));
      const writesSql = sqlIn(text).some((sql) => WRITES.test(sql)) || /\$executeRaw/.test(code);
      return writesRows || writesSql || /\btx\.record\(|\bdatabase\.(write|change|call)\(/.test(code);
    })
    .map(({ path }) => `${path} writes`);
}

function modelCalls(code: string, models: readonly PrismaModel[]): { model: PrismaModel; method: string }[] {
  const byAccessor = new Map(models.map((model) => [accessorOf(model), model]));
  const calls = /\.(\w+)\s*\.\s*((?:find|create|update|upsert|delete|count|aggregate|groupBy)\w*)\(/g;
  return [...code.matchAll(calls)].flatMap(([, accessor = '', method = '']) => {
    const model = byAccessor.get(accessor);
    return model === undefined ? [] : [{ model, method }];
  });
}

function schemasOf(path: string): string[] {
  const module = moduleOf(path);
  if (module !== undefined) return [module.replaceAll('-', '_')];
  return path.startsWith('src/platform/') ? PLATFORM_SCHEMAS : [];
}
