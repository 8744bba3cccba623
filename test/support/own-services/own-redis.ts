import { freePort } from '../../../src/platform/database/embedded-postgres/free-port';
import { findProgram, temporaryFolder } from '../services/child-server';
import { logIn } from '../services/log-in';
import { OwnServer } from './own-server';

export const redisProgram = (): string | undefined => findProgram('redis-server', 'valkey-server');

/** It keeps nothing: when it comes back it is empty. */
export async function startOwnRedis(): Promise<OwnServer> {
  const port = await freePort();
  const folder = temporaryFolder('own-redis');
  const url = `redis://127.0.0.1:${port}`;
  return OwnServer.start(url, {
    command: redisProgram()!,
    args: ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'],
    env: process.env,
    folder,
    isUp: () => logIn('redis', url),
  });
}
