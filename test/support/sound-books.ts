import { Client } from 'pg';
import type { BrokenInvariant } from '../../src/modules/operations/contracts/invariants';
import { breachesOf, WHOLE_TABLES } from '../../src/modules/operations/queries/invariants/invariant';
import { INVARIANTS } from '../../src/modules/operations/queries/invariants/invariants';
import { eventually } from './eventually';

export interface SoundBooksOptions {
  /** The listeners have come to rest: what follows from a sale must be there too, exactly once. */
  readonly quiesced?: boolean;
}

/** Every promise about the books holds, over all businesses of the database. Integration, e2e and crash tests end with it. */
export async function expectSoundBooks(ownerUrl: string, options: SoundBooksOptions = {}): Promise<void> {
  expect(await findBrokenInvariants(ownerUrl, options)).toEqual([]);
}

export async function findBrokenInvariants(
  ownerUrl: string,
  { quiesced = false }: SoundBooksOptions = {},
): Promise<BrokenInvariant[]> {
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await transactionsToEnd(client);
    await client.query('begin isolation level repeatable read read only');
    await client.query(WHOLE_TABLES);
    const broken: BrokenInvariant[] = [];
    for (const invariant of INVARIANTS.filter(({ whenQuiet }) => quiesced || !whenQuiet)) {
      const { rows } = await client.query<{ breach: unknown }>(breachesOf(invariant));
      const { id, name } = invariant;
      if (rows.length > 0) broken.push({ id, name, breaches: rows.map(({ breach }) => breach) });
    }
    return broken;
  } finally {
    await client.end();
  }
}

const AT_REST = ['listeners.have-seen-everything', 'listeners.nothing-parked'];

/** Waits until the listeners have taken everything, of all businesses. */
export async function listenersToRest(ownerUrl: string, timeoutMs = 30_000): Promise<void> {
  const atRest = INVARIANTS.filter(({ id }) => AT_REST.includes(id));
  const client = new Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await eventually(async () => {
      for (const invariant of atRest) expect((await client.query(breachesOf(invariant))).rows).toEqual([]);
    }, timeoutMs);
  } finally {
    await client.end();
  }
}

/** A transaction that is under way has a second to end; one that stays is what the invariant is about. */
async function transactionsToEnd(client: Client): Promise<void> {
  await eventually(async () => {
    const { rows } = await client.query(
      `select pid from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() and state like 'idle in transaction%'
          and state_change > clock_timestamp() - interval '1 second'`,
    );
    expect(rows).toEqual([]);
  });
}
