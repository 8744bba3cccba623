/** What a load saw; latencies in milliseconds. */
export interface LoadResult {
  /** Counted ones; `sent` are all, those of the warm-up included. */
  readonly calls: number;
  readonly sent: number;
  readonly failures: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Each client sends its next call when the one before was answered, for a while; the first part of it is not counted. */
export async function closedLoop(
  clients: number,
  seconds: number,
  call: (client: number) => Promise<void>,
): Promise<LoadResult> {
  const warmUntil = performance.now() + Math.min(2_000, seconds * 250);
  const until = performance.now() + seconds * 1_000;
  const latencies: number[] = [];
  let failures = 0;
  let sent = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        const began = performance.now();
        sent++;
        try {
          await call(client);
          if (began >= warmUntil) latencies.push(performance.now() - began);
        } catch (error) {
          failures++;
          if (failures === 1) console.error(error);
          if (failures > 100) throw new Error('more than 100 calls failed', { cause: error });
        }
      }
    }),
  );
  return {
    ...summarise(latencies),
    sent,
    failures,
    perSecond: round((latencies.length * 1_000) / (performance.now() - warmUntil)),
  };
}

/** Sends calls at a rate, whether or not earlier ones were answered, with a limit on how many are under way. */
export async function openLoop(
  rate: number,
  seconds: number,
  call: (index: number) => Promise<void>,
): Promise<LoadResult> {
  const inFlightMax = 256;
  const began = performance.now();
  const latencies: number[] = [];
  const inFlight = new Set<Promise<void>>();
  let sent = 0;
  let failures = 0;
  while (performance.now() - began < seconds * 1_000) {
    const due = Math.floor(((performance.now() - began) / 1_000) * rate);
    while (sent < due && inFlight.size < inFlightMax) {
      const started = performance.now();
      const one: Promise<void> = call(sent++)
        .then(() => void latencies.push(performance.now() - started))
        .catch(() => void failures++)
        .finally(() => inFlight.delete(one));
      inFlight.add(one);
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(inFlight);
  return { ...summarise(latencies), sent, failures, perSecond: round(latencies.length / seconds) };
}

export function summarise(latencies: readonly number[]): Pick<LoadResult, 'calls' | 'p50' | 'p95' | 'p99'> {
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { calls: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
