import { realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../src/platform/database/embedded-postgres';
import { freePort } from '../../../src/platform/database/embedded-postgres/free-port';
import { findProgram, startChildServer, temporaryFolder } from './child-server';
import { logIn } from './log-in';
import { startRabbitMq } from './local-rabbitmq';
import { ServiceUnavailable, type Service, type ServiceName } from './service';

/** A throw-away server from what is installed here. */
export const startLocally = (name: ServiceName): Promise<Service> => starts[name]();

const starts: Record<ServiceName, () => Promise<Service>> = {
  postgres: startPostgres,
  redis: startRedis,
  rabbitmq: startRabbitMq,
};

/**
 * One server for all runs of a checkout, also for what a killed run left running; every run has its own databases in
 * it. It does not write through to the disk, so after a power cut it may have to be made anew.
 */
async function startPostgres(): Promise<Service> {
  const options = { dataDir: join(process.cwd(), '.data', 'test'), fast: true };
  const { url, stop } = await startEmbeddedPostgres(options).catch(async () => {
    rmSync(realpathSync(join(options.dataDir, 'postgres')), { recursive: true, force: true });
    return startEmbeddedPostgres(options);
  });
  return { name: 'postgres', url, source: 'embedded', stop };
}

async function startRedis(): Promise<Service> {
  const program = findProgram('redis-server', 'valkey-server');
  if (!program) throw new ServiceUnavailable('no redis-server or valkey-server is installed');
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  const folder = temporaryFolder('redis');
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const isUp = () =>
    logIn('redis', url).then(
      () => true,
      () => false,
    );
  const { stop } = await startChildServer(program, args, { folder, env: process.env, isUp });
  return { name: 'redis', url, source: program, stop };
}
