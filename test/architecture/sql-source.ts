const COMMENT_OR_LITERAL = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'/g;
const DOLLAR_QUOTE = /^\$\w*\$/;
const ROUTINE_OR_VIEW =
  /^\s*create\s+(?:or\s+replace\s+)?(?:(?:materialized\s+|recursive\s+)?view|function|procedure)\s+(?:(\w+)\.)?(\w+)/i;

export interface SqlRoutine {
  readonly schema: string;
  readonly name: string;
  readonly text: string;
}

/** SQL without its comments and string constants. */
export function bareSql(sql: string): string {
  return sql.replace(COMMENT_OR_LITERAL, (found) => (found.startsWith("'") ? "''" : ' '));
}

/** Cuts a script at its top-level semicolons: not inside `$$ … $$`, nor inside `begin atomic … end`. */
export function statementsOf(script: string): string[] {
  const sql = bareSql(script);
  const statements: string[] = [];
  let start = 0;
  let depth = 0;
  for (let at = 0; at < sql.length; at += 1) {
    const rest = sql.slice(at, at + 64);
    const quote = DOLLAR_QUOTE.exec(rest)?.[0];
    if (quote !== undefined) {
      const end = sql.indexOf(quote, at + quote.length);
      if (end === -1) throw new Error(`${quote} is not closed`);
      at = end + quote.length - 1;
    } else if (/^\bbegin\s+atomic\b/i.test(rest)) {
      depth += 1;
    } else if (depth > 0 && /^(case|end)\b/i.test(rest) && !/\w/.test(sql[at - 1] ?? '')) {
      depth += /^case/i.test(rest) ? 1 : -1;
    } else if (rest.startsWith(';') && depth === 0) {
      statements.push(sql.slice(start, at));
      start = at + 1;
    }
  }
  return [...statements, sql.slice(start)].map((text) => text.trim()).filter((text) => text !== '');
}

/** The functions, procedures and views that a series of migrations leaves behind: the last definition of each. */
export function routinesOf(scripts: string[]): SqlRoutine[] {
  const routines = new Map<string, SqlRoutine>();
  for (const text of scripts.flatMap(statementsOf)) {
    const [, schema = 'public', name] = ROUTINE_OR_VIEW.exec(text) ?? [];
    if (name === undefined) continue;
    const parameters = /^[^(]*\(([^)]*)\)/.exec(text)?.[1]?.replace(/\s+/g, ' ') ?? '';
    routines.set(`${schema}.${name}(${parameters})`, { schema, name, text });
  }
  return [...routines.values()];
}

/** `schema.table` wherever it is named as a table; functions, types in casts and foreign keys are not. */
export function tablesNamedIn(sql: string, schemas: readonly string[]): string[] {
  const names = new RegExp(
    `(\\b(?:into|update|table|only|references)\\s+|::\\s*)?(?<![\\w.])"?(${schemas.join('|')})"?\\."?(\\w+)"?(\\s*\\()?`,
    'gi',
  );
  const tables: string[] = [];
  for (const [, before = '', schema = '', name = '', parenthesis] of bareSql(sql).matchAll(names)) {
    const word = before.trim().toLowerCase();
    if (word === '::' || word === 'references') continue;
    if (parenthesis !== undefined && word === '') continue;
    tables.push(`${schema}.${name}`.toLowerCase());
  }
  return [...new Set(tables)];
}
