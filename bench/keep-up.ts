import { Client } from 'pg';
import { type LoadResult, openLoop } from './load';
import { seededRandom } from './random';
import type { BenchOptions } from './run';
import type { BenchServer } from './server';
import { sell, type Till } from './tills';

const RATES = [100, 200, 300, 400, 500, 600, 800];
const SECONDS = 30;
const LAG_MAX_SECONDS = 2;
const POLL_MS = 500;
const DRAIN_MS = 120_000;

export interface KeepUpResult {
  /** The highest rate at which no listener fell two seconds behind in thirty. */
  readonly highestRate: number;
  readonly rounds: { rate: number; sold: LoadResult; maxLagSeconds: number; kept: boolean }[];
}

/** Raises the rate of sales until a listener falls behind. */
export async function measureKeepUp(
  server: BenchServer,
  databaseUrl: string,
  tills: readonly Till[],
  { seed }: BenchOptions,
): Promise<KeepUpResult> {
  const random = seededRandom(seed);
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  const rounds: KeepUpResult['rounds'] = [];
  try {
    for (const rate of RATES) {
      let maxLagSeconds = 0;
      const end = new AbortController();
      const watching = (async () => {
        while (!end.signal.aborted) {
          maxLagSeconds = Math.max(maxLagSeconds, await lagSeconds(owner));
          await new Promise((resolve) => setTimeout(resolve, POLL_MS));
        }
      })();
      const sold = await openLoop(rate, SECONDS, () =>
        sell(server, tills[Math.floor(random() * tills.length)]!, random).then(() => undefined),
      );
      end.abort();
      await watching;
      // A rate that could not be sold was not kept up with either.
      const kept = maxLagSeconds < LAG_MAX_SECONDS && sold.perSecond > rate * 0.95 && sold.failures === 0;
      rounds.push({ rate, sold, maxLagSeconds: Math.round(maxLagSeconds * 1_000) / 1_000, kept });
      console.log(
        `at ${rate}/s: sold ${sold.perSecond}/s, p99 ${sold.p99} ms, lag at most ${maxLagSeconds.toFixed(2)} s`,
      );
      await drain(owner);
      if (!kept) break;
    }
  } finally {
    await owner.end();
  }
  return { highestRate: Math.max(0, ...rounds.filter(({ kept }) => kept).map(({ rate }) => rate)), rounds };
}

/** The age of the oldest event that some listener has not taken. */
async function lagSeconds(owner: Client): Promise<number> {
  const { rows } = await owner.query<{ lag: number }>(`
    select coalesce(max(extract(epoch from clock_timestamp() - e.recorded_at)), 0)::float8 as lag
      from outbox.streams s
      cross join (select distinct listener from outbox.cursors) l
      left join outbox.cursors c
        on c.business_id = s.business_id and c.stream_id = s.stream_id and c.listener = l.listener
      join outbox.events e
        on e.business_id = s.business_id and e.stream_id = s.stream_id and e.seq = coalesce(c.position, 0) + 1`);
  return rows[0]!.lag;
}

async function drain(owner: Client): Promise<void> {
  const until = performance.now() + DRAIN_MS;
  while ((await lagSeconds(owner)) > 0) {
    if (performance.now() > until) throw new Error(`listeners were not done after ${DRAIN_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
