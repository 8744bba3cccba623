import { Logger } from '@nestjs/common';
import { Client } from 'pg';

const RECONNECT_MS = 2_000;
const ANSWER_MS = 2_000;

/**
 * NOTIFY and LISTEN on a connection of their own: a NOTIFY inside the transactions that it tells of would halve what
 * they can do. What is said while the connection is away is lost. It is made again for good.
 */
export class Notices {
  private readonly log = new Logger('Notices');
  private client: Client | null = null;
  private again: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
    private readonly hear: (text: string) => void,
  ) {}

  async open(): Promise<void> {
    if (this.isClosed) return;
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: 'tillbook notices',
      connectionTimeoutMillis: ANSWER_MS,
      query_timeout: ANSWER_MS,
      keepAlive: true,
    });
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, null));
    client.on('notification', ({ payload }) => payload && this.hear(payload));
    try {
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.channel)}`);
      this.client = client;
      if (this.isClosed) await this.close();
    } catch (error) {
      this.lose(client, error as Error);
    }
  }

  /** All in one round trip; throws when the connection is away. */
  async send(texts: readonly string[]): Promise<void> {
    if (!this.client) throw new Error('the connection for notices is away');
    await this.client.query('select pg_notify($1, text) from unnest($2::text[]) as text', [this.channel, texts]);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.again);
    await this.client?.end().catch(() => undefined);
    this.client = null;
  }

  private lose(client: Client, error: Error | null): void {
    if (this.isClosed || this.again) return;
    if (this.client === client) this.log.warn(`away: ${error?.message ?? 'the connection ended'}`);
    this.client = null;
    client.end().catch(() => undefined);
    this.again = setTimeout(() => {
      this.again = undefined;
      void this.open();
    }, RECONNECT_MS);
    this.again.unref();
  }
}
