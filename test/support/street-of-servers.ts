import { randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { Pool } from 'pg';
import { ApiContract } from './api-contract';
import { Client } from './client';
import { expectEffectsOnce } from './effects';
import { eventually } from './eventually';
import { redisOfItsOwn } from './redis-of-its-own';
import { ServerProcess } from './server-process';
import type { Acknowledged } from './shoppers';
import { expectSoundBooks, listenersToRest } from './sound-books';
import { createTestDatabase, type TestDatabase } from './test-database';
import { isTorture, SEED } from './torture';

/** How long it may take until everything has followed, once nothing is wrong any more. */
const QUIESCE_MS = 60_000;

const DEATH_MS = 60_000;

/** A database of its own, and processes that serve it and may die. */
export class StreetOfServers {
  private readonly servers: ServerProcess[] = [];
  private readonly contract = ApiContract.published();

  private constructor(
    private readonly database: TestDatabase,
    readonly owner: Pool,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  static async lay(given?: TestDatabase): Promise<StreetOfServers> {
    const database = given ?? (await createTestDatabase());
    const owner = new Pool({ connectionString: database.ownerUrl, max: 2 });
    owner.on('error', () => undefined); // a database that is killed takes its sessions along
    await owner.query('update inventory.stock_levels set may_go_negative = true'); // a run may be longer than the shelves
    return new StreetOfServers(database, owner, {
      DATABASE_URL: database.ownerUrl,
      DATABASE_POOL_MAX: '8', // many servers share one database, which has a hundred connections
      JWT_SECRET: randomBytes(32).toString('hex'), // one for all: a token outlives the server that gave it
      ...redisOfItsOwn(database.name),
    });
  }

  get databaseUrl(): string {
    return this.database.ownerUrl;
  }

  async start(variables: NodeJS.ProcessEnv = {}): Promise<ServerProcess> {
    const server = await ServerProcess.start({ ...this.variables, ...variables });
    this.servers.push(server);
    return server;
  }

  /** Somebody at whichever server there is. */
  client(server: () => { readonly url: string }): Client {
    return new Client(() => server().url, this.contract);
  }

  /** What was acknowledged is there, and what follows from it, once; and the books are sound. */
  async expectOnce(acknowledged: readonly Acknowledged[]): Promise<void> {
    await this.rest();
    await expectEffectsOnce(this.owner, acknowledged);
    await expectSoundBooks(this.database.ownerUrl, { quiesced: true });
    await expectNothingOpen(this.owner);
  }

  /** It comes to the point at which it was told to die. */
  async expectDeath(server: ServerProcess): Promise<void> {
    await eventually(() => expect(server.isRunning).toBe(false), DEATH_MS);
    expect(await server.ended).toMatchObject({ signal: 'SIGKILL', stderr: '' });
  }

  /** Until everything has followed from every sale. */
  rest(): Promise<void> {
    return listenersToRest(this.database.ownerUrl, QUIESCE_MS);
  }

  /** Until these listeners have seen what has happened so far, also one that has never come to see anything. */
  async haveFollowed(...listeners: string[]): Promise<void> {
    const { rows } = await this.owner.query<{ heads: string }>(
      'select json_object_agg(stream_id, head)::text as heads from outbox.streams where head > 0',
    );
    await eventually(async () => {
      const behind = await this.owner.query(
        `select l.name, h.key as stream_id, h.value as head, c.position
           from json_each_text($1) h
           cross join unnest($2::text[]) as l(name)
           left join outbox.cursors c on c.stream_id = h.key::uuid and c.listener = l.name
          where coalesce(c.position, 0) < h.value::bigint`,
        [rows[0]!.heads, listeners],
      );
      expect(behind.rows).toEqual([]);
    }, QUIESCE_MS);
  }

  async clear(): Promise<void> {
    if (isTorture) await this.tellWhatWasReached();
    await Promise.all(this.servers.map((server) => server.kill()));
    await this.owner.end();
  }

  private async tellWhatWasReached(): Promise<void> {
    const killed = this.servers.filter(({ signal }) => signal === 'SIGKILL').length;
    const { rows } = await this.owner.query<{ sales: number; events: number }>(
      `select (select count(*)::int from sales.transactions) as sales, (select count(*)::int from outbox.events) as events`,
    );
    const { sales, events } = rows[0]!;
    const spec = basename(expect.getState().testPath ?? '');
    const servers = `${this.servers.length} servers started, ${killed} of them killed`;
    process.stderr.write(`\n${spec}, seed ${SEED}: ${sales} sales, ${events} events, ${servers}\n`);
  }
}

/** No session sits in a transaction and does nothing, and no transaction is prepared and forgotten. */
async function expectNothingOpen(owner: Pool): Promise<void> {
  await eventually(async () => {
    const { rows } = await owner.query(
      `select pid::text as open from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'
       union all
       select gid from pg_prepared_xacts where database = current_database()`,
    );
    expect(rows).toEqual([]);
  });
}
