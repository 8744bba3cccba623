import type { Pool } from 'pg';
import type { Metrics } from '../observability/metrics';

export function watchPool(pool: Pool, metrics: Metrics): void {
  metrics.read(() => {
    metrics.connections.set({ state: 'idle' }, pool.idleCount);
    metrics.connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
    metrics.connectionsWaitedFor.set(pool.waitingCount);
  });
}
