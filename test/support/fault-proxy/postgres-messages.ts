const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

/** Cuts one direction of a PostgreSQL connection into messages: a type, a length, a body. */
export class MessageReader {
  #pending: Buffer = Buffer.alloc(0);

  /** A connection opens with messages that have no type, the last of which is the real start-up. */
  constructor(private opening: boolean) {}

  push(chunk: Buffer): Message[] {
    this.#pending = Buffer.concat([this.#pending, chunk]);
    const messages: Message[] = [];
    for (let next = this.#next(); next; next = this.#next()) messages.push(next);
    return messages;
  }

  #next(): Message | undefined {
    const header = this.opening ? 0 : 1;
    if (this.#pending.length < header + 4) return undefined;
    const end = header + this.#pending.readInt32BE(header);
    if (this.#pending.length < end) return undefined;
    const type = this.opening ? '' : String.fromCharCode(this.#pending[0]!);
    const body = this.#pending.subarray(header + 4, end);
    this.#pending = this.#pending.subarray(end);
    if (this.opening) this.opening = [SSL_REQUEST, GSS_REQUEST].includes(body.readInt32BE(0));
    return { type, body };
  }
}

/** Reads which statements a client executes, prepared ones included. */
export class StatementReader {
  readonly #reader = new MessageReader(true);
  readonly #prepared = new Map<string, string>();

  executed(chunk: Buffer): string[] {
    return this.#reader.push(chunk).flatMap(({ type, body }) => {
      const [first = '', second = ''] = body.toString('utf8').split('\0');
      if (type === 'P') this.#prepared.set(first, second);
      if (type === 'Q') return [first];
      if (type === 'B') return [this.#prepared.get(second) ?? ''];
      return [];
    });
  }
}
