import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Direction } from './cuts';
import type { Faults } from './faults';
import type { StatementReader } from './postgres-messages';

/** One client's connection through the proxy. */
export class Connection {
  readonly #server: Socket;
  readonly ended: Promise<void>;

  constructor(
    private readonly client: Socket,
    target: { readonly host: string; readonly port: number },
    private readonly faults: Faults,
    private readonly statements: StatementReader | undefined,
  ) {
    this.#server = connect({ ...target, allowHalfOpen: true });
    for (const socket of [this.client, this.#server]) {
      socket.setNoDelay(true);
      socket.on('error', () => this.reset());
    }
    const both = [
      this.#carry(this.client, this.#server, 'toServer'),
      this.#carry(this.#server, this.client, 'toClient'),
    ];
    this.ended = Promise.all(both).then(
      () => {},
      () => this.reset(),
    );
  }

  /** Both sides see the connection break, not end. */
  reset(): void {
    this.client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  async #carry(from: Socket, to: Socket, direction: Direction): Promise<void> {
    // Not destroyed at its end: the other direction may still have something to say.
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      await this.faults.delay(chunk, direction);
      const statements = direction === 'toServer' ? (this.statements?.executed(chunk) ?? []) : [];
      const { pass, cut } = this.faults.judge({ connection: this, direction, chunk, statements });
      if (pass > 0 && !to.write(chunk.subarray(0, pass))) await Promise.race([once(to, 'drain'), once(to, 'close')]);
      if (cut) return this.#cut(to);
    }
    to.end();
  }

  /** A reset overtakes what is still in the socket's buffer, so the last bytes go first. */
  async #cut(to: Socket): Promise<void> {
    if (to.writableLength > 0) await Promise.race([once(to, 'drain'), once(to, 'close')]);
    this.reset();
  }
}
