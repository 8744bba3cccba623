import { randomBytes } from 'node:crypto';
import { Client as Session } from 'pg';
import { ApiContract } from './api-contract';
import { Client } from './client';
import { expectEffectsOnce } from './effects';
import { redisOfItsOwn } from './redis-of-its-own';
import { ServerProcess } from './server-process';
import type { Acknowledged } from './shoppers';
import { expectSoundBooks, listenersToRest } from './sound-books';
import { createTestDatabase, type TestDatabase } from './test-database';

/** A database of its own, and processes that serve it and may die. */
export class StreetOfServers {
  private readonly servers: ServerProcess[] = [];

  private constructor(
    private readonly database: TestDatabase,
    readonly owner: Session,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  static async lay(): Promise<StreetOfServers> {
    const database = await createTestDatabase();
    const owner = new Session({ connectionString: database.ownerUrl });
    await owner.connect();
    return new StreetOfServers(database, owner, {
      DATABASE_URL: database.ownerUrl,
      JWT_SECRET: randomBytes(32).toString('hex'), // one for all: a token outlives the server that gave it
      ...redisOfItsOwn(database.name),
    });
  }

  async start(variables: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({ ...this.variables, ...variables });
    this.servers.push(server);
    return server;
  }

  /** Somebody at whichever server there is. */
  async client(server: () => ServerProcess): Promise<Client> {
    return new Client(() => server().url, await ApiContract.of(server().url));
  }

  /** What was acknowledged is there, and what follows from it, once; and the books are sound. */
  async expectOnce(acknowledged: readonly Acknowledged[]): Promise<void> {
    await listenersToRest(this.database.ownerUrl);
    await expectEffectsOnce(this.owner, acknowledged);
    await expectSoundBooks(this.database.ownerUrl, { quiesced: true });
  }

  async clear(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.owner.end();
    await this.database.drop();
  }
}
