import { setTimeout as sleep } from 'node:timers/promises';
import type { Home } from './home';
import { findPostmaster } from './postmaster';
import { isServerOf } from './processes';

/** What PostgreSQL calls them: fast, immediate (the next start recovers), and the last resort. */
const steps: { signal: NodeJS.Signals; waitMs: number }[] = [
  { signal: 'SIGINT', waitMs: 15_000 },
  { signal: 'SIGQUIT', waitMs: 5_000 },
  { signal: 'SIGKILL', waitMs: 1_000 },
];

export async function shutDown(home: Home): Promise<void> {
  const running = findPostmaster(home);
  if (!running) return;
  for (const { signal, waitMs } of steps) {
    if (!isServerOf(running.pid, home.cluster)) return;
    process.kill(running.pid, signal);
    const until = Date.now() + waitMs;
    while (isServerOf(running.pid, home.cluster) && Date.now() < until) await sleep(20);
  }
}

/** For when there is no time to wait: the server shuts down on its own. */
export function requestShutdown(home: Home): void {
  const running = findPostmaster(home);
  if (running) process.kill(running.pid, 'SIGINT');
}
