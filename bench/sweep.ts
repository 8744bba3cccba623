import { Client } from 'pg';

const STREAMS = 10_000;
const LISTENERS = ['kitchen', 'loyalty', 'recipes', 'stock-levels', 'audit', 'rabbitmq'];
const SWEEPS = 50;

export interface SweepResult {
  readonly streams: number;
  readonly listeners: number;
  readonly usual: Milliseconds;
  /** Every ten seconds: all streams, also those that have not grown for a minute. */
  readonly everywhere: Milliseconds;
}

interface Milliseconds {
  readonly p50: number;
  readonly max: number;
}

/** What a sweep costs where every outlet is idle: one query, as the app's role. */
export async function measureSweep(databaseUrl: string): Promise<SweepResult> {
  const session = new Client({ connectionString: databaseUrl });
  await session.connect();
  try {
    await session.query(
      `insert into identity.businesses (business_id, name, legal_name)
       select gen_random_uuid(), 'Idle', 'Idle' from generate_series(1, ${STREAMS})`,
    );
    await session.query(
      `insert into outbox.streams as s (business_id, stream_id, head, advanced_at)
       select business_id, business_id, 1, now() - interval '1 hour' from identity.businesses where name = 'Idle'
       on conflict (business_id, stream_id) do update set head = 1, advanced_at = excluded.advanced_at`,
    );
    await session.query(
      `insert into outbox.cursors (business_id, stream_id, listener, position)
       select s.business_id, s.stream_id, l, s.head from outbox.streams s, unnest($1::text[]) l
       on conflict do nothing`,
      [LISTENERS],
    );
    await session.query('set role tillbook_app');
    return {
      streams: STREAMS,
      listeners: LISTENERS.length,
      usual: await sweep(session, '1 minute'),
      everywhere: await sweep(session, null),
    };
  } finally {
    await session.end();
  }
}

async function sweep(session: Client, within: string | null): Promise<Milliseconds> {
  const took: number[] = [];
  for (let time = 0; time < SWEEPS; time++) {
    const begun = performance.now();
    await session.query('select * from outbox.turns_due($1, 1000, $2)', [LISTENERS, within]);
    took.push(performance.now() - begun);
  }
  took.sort((a, b) => a - b);
  const rounded = (value: number) => Math.round(value * 10) / 10;
  return { p50: rounded(took[SWEEPS / 2]!), max: rounded(took.at(-1)!) };
}
