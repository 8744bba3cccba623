import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Connection } from './fault-proxy/connection';
import { cutAfter, cutAfterBytes, cutBefore, type Direction } from './fault-proxy/cuts';
import { Faults, type Slowness } from './fault-proxy/faults';
import { StatementReader } from './fault-proxy/postgres-messages';

const DEFAULT_PORTS: Record<string, number> = { 'postgresql:': 5432, 'postgres:': 5432, 'redis:': 6379, 'amqp:': 5672 };

const COMMIT = /^\s*commit\b/i;

/** A network that fails on demand, between us and one server. Plain TCP; for PostgreSQL it also reads statements. */
export class FaultProxy {
  readonly #faults = new Faults();
  readonly #connections = new Set<Connection>();
  readonly #server: Server;
  #port = 0;

  private constructor(private readonly target: URL) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#accept(client));
  }

  /** Stands before the server of a URL; `proxy.url` is the same URL by way of the proxy. */
  static async before(url: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(url));
    await proxy.up();
    return proxy;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.#port);
    return url.toString();
  }

  /** How many connections are open now. */
  get connections(): number {
    return this.#connections.size;
  }

  slow(slowness: Slowness): void {
    this.#faults.slowness = slowness;
  }

  /** A black hole: bytes vanish, nothing is refused. They arrive when the network heals. */
  swallow(...directions: Direction[]): void {
    for (const direction of directions.length > 0 ? directions : (['toServer', 'toClient'] as const)) {
      this.#faults.swallow(direction);
    }
  }

  /** Breaks every connection; new ones are accepted. */
  reset(): void {
    for (const connection of this.#connections) connection.reset();
  }

  /** The cuts break the one connection they meet first. Each resolves when that has happened. */
  cutAfterBytes(bytes: number, direction: Direction = 'toClient'): Promise<void> {
    return this.#faults.arm(cutAfterBytes(bytes, direction));
  }

  cutBeforeStatement(statement: RegExp): Promise<void> {
    return this.#faults.arm(cutBefore(statement));
  }

  cutAfterStatement(statement: RegExp): Promise<void> {
    return this.#faults.arm(cutAfter(statement));
  }

  cutBeforeCommit(): Promise<void> {
    return this.cutBeforeStatement(COMMIT);
  }

  cutAfterCommit(): Promise<void> {
    return this.cutAfterStatement(COMMIT);
  }

  /** Ends every fault but `down`. */
  heal(): void {
    this.#faults.heal();
  }

  /** The server is gone: connections break, new ones are refused. */
  async down(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.reset();
    await closed;
  }

  async up(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.heal();
    await this.down();
  }

  #accept(client: Socket): void {
    const { hostname, port, protocol } = this.target;
    const target = { host: hostname, port: Number(port) || (DEFAULT_PORTS[protocol] ?? 0) };
    const statements = protocol.startsWith('postgres') ? new StatementReader() : undefined;
    const connection = new Connection(client, target, this.#faults, statements);
    this.#connections.add(connection);
    void connection.ended.then(() => this.#connections.delete(connection));
  }
}
