import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { installedBinaries, usableBinaries } from '../../../src/platform/database/embedded-postgres/binaries';
import {
  createCluster,
  postgresEnvironment,
  readPassword,
} from '../../../src/platform/database/embedded-postgres/cluster';
import { freePort } from '../../../src/platform/database/embedded-postgres/free-port';
import { findHome } from '../../../src/platform/database/embedded-postgres/home';
import { temporaryFolder } from '../services/child-server';
import { logIn } from '../services/log-in';
import { prepareTemplateDatabase } from '../template-database';
import type { TestDatabase } from '../test-database';
import { OwnServer } from './own-server';

const DATABASE = 'tillbook_test_own';
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=100'];

/**
 * The PostgreSQL that npm brought, as durable as it comes: what it has committed outlives it. With a database in it,
 * migrated and with the two demo businesses.
 */
export async function startOwnPostgres(): Promise<{ server: OwnServer; database: TestDatabase }> {
  const dataDir = temporaryFolder('own-postgres');
  chmodSync(dataDir, 0o755); // its account has to pass
  const home = findHome(dataDir, () => undefined);
  const binaries = usableBinaries(installedBinaries(), home.account);
  createCluster(home, binaries, { fast: false });
  const port = await freePort();
  const url = `postgresql://postgres:${readPassword(home)}@127.0.0.1:${port}`;
  const server = await OwnServer.start(`${url}/postgres`, {
    command: join(binaries, 'bin', 'postgres'),
    args: ['-D', home.cluster, '-p', `${port}`, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    env: postgresEnvironment,
    folder: dataDir,
    account: home.account,
    isUp: () => logIn('postgres', `${url}/postgres`),
  });
  await prepareTemplateDatabase(server.url, DATABASE);
  const ownerUrl = `${url}/${DATABASE}`;
  return { server, database: { name: DATABASE, ownerUrl, appUrl: ownerUrl } };
}
