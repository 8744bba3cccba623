import { Client } from 'pg';
import { DirectCaller } from './direct';
import { closedLoop, type LoadResult } from './load';
import { seededRandom } from './random';
import type { BenchOptions } from './run';
import type { BenchServer } from './server';
import { sell, type Till } from './tills';

const CLIENTS = [1, 16, 64];
const PLANS_PER_SECOND = 2_500;
/** A server that has run for a while: its code is compiled, its plans are made. */
const WARM_SECONDS = 20;

interface Round {
  readonly clients: number;
  readonly direct: LoadResult;
  readonly httpAtomic: LoadResult;
  readonly httpStandard: LoadResult;
  readonly atomicToDirect: number;
  readonly standardToDirect: number;
  readonly atomicToStandard: number;
  /** Of the app's process, for a sale over HTTP with the atomic writer. */
  readonly serverCpuMsPerSale: number;
}

/** The SQL function called directly, and sales over HTTP with either writer, one after the other at each concurrency. */
export async function measureThroughput(
  server: BenchServer,
  databaseUrl: string,
  tills: { atomic: readonly Till[]; standard: readonly Till[] },
  { seconds, seed }: BenchOptions,
): Promise<{ rounds: Round[]; oneOutlet: LoadResult; manyOutlets: LoadResult }> {
  const random = seededRandom(seed);
  const over = (some: readonly Till[]) => () =>
    sell(server, some[Math.floor(random() * some.length)]!, random).then(() => undefined);
  // A table in use has statistics; autovacuum would gather them within a minute or so.
  await closedLoop(16, WARM_SECONDS, over([...tills.atomic, ...tills.standard]));
  await analyze(databaseUrl);
  const rounds: Round[] = [];
  for (const clients of CLIENTS) {
    const direct = await callDirectly(databaseUrl, tills.atomic, clients, seconds, random);
    const cpuBefore = server.cpuMs();
    const httpAtomic = await closedLoop(clients, seconds, over(tills.atomic));
    const serverCpuMsPerSale = round((server.cpuMs() - cpuBefore) / httpAtomic.sent);
    const httpStandard = await closedLoop(clients, seconds, over(tills.standard));
    const figures = {
      clients,
      direct,
      httpAtomic,
      httpStandard,
      atomicToDirect: ratio(httpAtomic, direct),
      standardToDirect: ratio(httpStandard, direct),
      atomicToStandard: ratio(httpAtomic, httpStandard),
      serverCpuMsPerSale,
    };
    console.log(
      `${clients} clients: direct ${direct.perSecond}/s (p99 ${direct.p99} ms), atomic ${httpAtomic.perSecond}/s ` +
        `(p50 ${httpAtomic.p50}, p95 ${httpAtomic.p95}, p99 ${httpAtomic.p99} ms), standard ${httpStandard.perSecond}/s ` +
        `(p99 ${httpStandard.p99} ms); atomic : direct ${figures.atomicToDirect}, atomic : standard ${figures.atomicToStandard}, ` +
        `server ${serverCpuMsPerSale} ms a sale`,
    );
    rounds.push(figures);
  }
  const oneOutlet = await closedLoop(16, seconds, over(tills.atomic.slice(0, 1)));
  const manyOutlets = await closedLoop(16, seconds, over(tills.atomic));
  console.log(
    `16 clients: one outlet ${oneOutlet.perSecond}/s (p99 ${oneOutlet.p99} ms), many ${manyOutlets.perSecond}/s`,
  );
  return { rounds, oneOutlet, manyOutlets };
}

async function callDirectly(
  databaseUrl: string,
  tills: readonly Till[],
  clients: number,
  seconds: number,
  random: () => number,
): Promise<LoadResult> {
  const caller = new DirectCaller(databaseUrl, clients);
  const employees = await ownersOf(databaseUrl);
  const contexts = new Map<Till, Awaited<ReturnType<DirectCaller['context']>>>();
  for (const till of tills) contexts.set(till, await caller.context(till));
  const plan = () => {
    const till = tills[Math.floor(random() * tills.length)]!;
    return caller.plan(till, employees.get(till.shop.businessId)!, contexts.get(till)!, random);
  };
  const plans = Array.from({ length: PLANS_PER_SECOND * seconds }, plan);
  const result = await closedLoop(clients, seconds, () => caller.call(plans.pop() ?? plan()));
  await caller.close();
  return result;
}

async function analyze(databaseUrl: string): Promise<void> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  await owner.query('analyze');
  await owner.end();
}

async function ownersOf(databaseUrl: string): Promise<Map<string, string>> {
  const owner = new Client({ connectionString: databaseUrl });
  await owner.connect();
  const { rows } = await owner.query<{ business_id: string; id: string }>(
    'select business_id, id from identity.employees',
  );
  await owner.end();
  return new Map(rows.map(({ business_id, id }) => [business_id, id]));
}

function ratio(one: LoadResult, other: LoadResult): number {
  return round(one.perSecond / other.perSecond);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
