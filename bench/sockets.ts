import { io, type Socket } from 'socket.io-client';
import { Client } from 'pg';
import { type LoadResult, openLoop, summarise } from './load';
import { seededRandom } from './random';
import type { BenchOptions } from './run';
import type { BenchServer } from './server';
import { sell, type Till } from './tills';

const RATE = 50;
const SECONDS = 20;
const WARM_SECONDS = 5;
const ARRIVAL_MS = 10_000;

export interface SocketResult {
  readonly rate: number;
  readonly sales: LoadResult;
  readonly ordersExpected: number;
  readonly ordersSeen: number;
  /** From the sale's commit to its order on the screen, in milliseconds. */
  readonly commitToSocket: ReturnType<typeof summarise>;
}

/** A kitchen screen at each of twenty outlets, while fifty sales a second are made there. */
export async function measureSockets(
  server: BenchServer,
  databaseUrl: string,
  all: readonly Till[],
  { seed }: BenchOptions,
): Promise<SocketResult> {
  const tills = all.filter((_, place) => place % Math.ceil(all.length / 20) === 0);
  const arrived = new Map<string, number>();
  const sockets = await Promise.all(tills.map((till) => watch(server, till, arrived)));
  const random = seededRandom(seed);
  const sellOne = (index: number) => sell(server, tills[index % tills.length]!, random).then(() => undefined);
  await openLoop(RATE, WARM_SECONDS, sellOne);
  await untilSeen(databaseUrl, arrived);
  arrived.clear();
  const since = new Date();
  const sales = await openLoop(RATE, SECONDS, sellOne);
  const commits = await untilSeen(databaseUrl, arrived, since);
  for (const socket of sockets) socket.close();

  const latencies = commits.flatMap(({ id, recordedAt }) => {
    const seenAt = arrived.get(id);
    return seenAt === undefined ? [] : [seenAt - recordedAt];
  });
  const commitToSocket = summarise(latencies);
  console.log(
    `commit to socket at ${RATE}/s: p50 ${commitToSocket.p50} ms, p99 ${commitToSocket.p99} ms, ` +
      `${latencies.length} of ${commits.length} orders seen`,
  );
  return { rate: RATE, sales, ordersExpected: commits.length, ordersSeen: latencies.length, commitToSocket };
}

function watch(server: BenchServer, till: Till, arrived: Map<string, number>): Promise<Socket> {
  const socket = io(`${server.url}/kds`, {
    auth: { token: till.token, outletId: till.outletId },
    transports: ['websocket'],
    forceNew: true,
  });
  socket.on('order:created', ({ transactionId }: { transactionId: string }) => arrived.set(transactionId, Date.now()));
  return new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
}

/** The sales with something to make, once all of them are on a screen or time is up. */
async function untilSeen(
  databaseUrl: string,
  arrived: Map<string, number>,
  since = new Date(0),
): Promise<{ id: string; recordedAt: number }[]> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  const until = performance.now() + ARRIVAL_MS;
  try {
    for (;;) {
      const { rows } = await owner.query<{ id: string; ms: string }>(
        `select o.payload->>'transactionId' as id, (extract(epoch from o.recorded_at) * 1000)::text as ms
           from outbox.events o
          where o.type = 'sales.transaction-created' and o.recorded_at >= $1
            and exists (select from jsonb_array_elements(o.payload->'items') i where i->>'station' is not null)`,
        [since],
      );
      const missing = since.getTime() === 0 ? 0 : rows.filter(({ id }) => !arrived.has(id)).length;
      if (missing === 0 || performance.now() > until) return rows.map(({ id, ms }) => ({ id, recordedAt: Number(ms) }));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await owner.end();
  }
}
