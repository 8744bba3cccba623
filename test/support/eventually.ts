import { setTimeout as pause } from 'node:timers/promises';

const INTERVAL_MS = 10;

/** Waits for progress: until the probe holds, or fails with what the probe said last. */
export async function eventually<Result>(probe: () => Result | Promise<Result>, timeoutMs = 10_000): Promise<Result> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await probe();
    } catch (error) {
      if (performance.now() > deadline) {
        const { message } = error as Error;
        throw new Error(`still not so after ${timeoutMs} ms: ${message}`, { cause: error });
      }
      await pause(INTERVAL_MS);
    }
  }
}
