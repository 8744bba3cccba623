import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { LABELS, ServiceUnavailable, type ServiceName } from './service';

const TIMEOUT_MS = 3_000;
const OLDEST_POSTGRES = 150_000;

/** An open port proves nothing: logs in, and throws `ServiceUnavailable` with the reason where that fails. */
export async function logIn(name: ServiceName, url: string): Promise<void> {
  try {
    await logIns[name](url);
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    throw new ServiceUnavailable(`${LABELS[name]} at ${withoutPassword(url)}: ${message || code}`);
  }
}

export function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.password = '';
  return shown.toString();
}

const logIns: Record<ServiceName, (url: string) => Promise<void>> = {
  async postgres(url) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: TIMEOUT_MS });
    await client.connect();
    try {
      const { rows } = await client.query<{ may: boolean; version: number }>(
        `select rolsuper or rolcreatedb as may, current_setting('server_version_num')::int as version
         from pg_roles
         where rolname = current_user`,
      );
      const [role] = rows;
      if (!role?.may) throw new Error('the log-in may not create databases');
      if (role.version < OLDEST_POSTGRES) throw new Error(`version ${role.version} is older than ${OLDEST_POSTGRES}`);
    } finally {
      await client.end();
    }
  },

  async redis(url) {
    const redis = new Redis(url, {
      lazyConnect: true,
      connectTimeout: TIMEOUT_MS,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
    });
    let reason: Error | undefined;
    redis.on('error', (error) => (reason = error)); // what `connect` rejects with says only that it is closed
    try {
      await redis.connect();
      await redis.ping();
    } catch (error) {
      throw reason ?? error;
    } finally {
      if (redis.status !== 'end') redis.disconnect(); // on a closed connection it leaves a timer behind
    }
  },

  async rabbitmq(url) {
    const connection = await connect(url, { timeout: TIMEOUT_MS });
    await connection.close();
  },
};
