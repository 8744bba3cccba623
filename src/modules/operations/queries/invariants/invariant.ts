/**
 * A promise about the books, as SQL that returns what breaks it: no rows, no breach. It takes no parameters and reads
 * what its session may see: as the app's role one tenant, as the database's owner all of them.
 */
export interface Invariant {
  /** Stable, dotted. */
  readonly id: string;
  /** What holds. */
  readonly name: string;
  readonly sql: string;
  /** It holds only while no listener is behind. */
  readonly whenQuiet?: true;
}

/**
 * To be said before asking, within the transaction. Every question reads whole tables; a plan for tables that look small
 * because nobody has analysed them yet would walk through one for each row of another.
 */
export const WHOLE_TABLES = `
  select set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true),
         set_config('jit', 'off', true)`;

const SHOWN_MAX = 5;

/** Asks for what breaks it, as one JSON document a row; the first few tell enough. */
export function breachesOf({ sql }: Invariant): string {
  return `select to_jsonb(b) as breach from (${sql}) b limit ${SHOWN_MAX}`;
}
