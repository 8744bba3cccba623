import { z } from 'zod';

/** Shorter than a cashier waits, and much shorter than the lease of what is asked. */
const ANSWER_MS = 5_000;
const BYTES_MAX = 262_144;

export interface ProviderAnswer {
  readonly status: number;
  readonly body: unknown;
}

interface Asking {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Speaks JSON with one provider. Asks once: whoever calls asks again later, with the same id. */
export class ProviderClient {
  private readonly authorization: string;

  constructor(
    private readonly url: string,
    secretKey: string,
    private readonly answerMs = ANSWER_MS,
  ) {
    this.authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  }

  /** Throws when nothing is known: no answer in time, none that can be read, or one that blames the provider. */
  async send(method: 'GET' | 'POST', path: string, { body, headers = {} }: Asking = {}): Promise<ProviderAnswer> {
    const answer = await fetch(new URL(path, this.url), {
      method,
      headers: {
        accept: 'application/json',
        authorization: this.authorization,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(this.answerMs),
    });
    const text = await readBounded(answer);
    if (answer.status >= 500 || answer.status === 429) throw new Error(`the provider answered ${answer.status}`);
    return { status: answer.status, body: JSON.parse(text) };
  }
}

async function readBounded(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of answer.body ?? []) {
    bytes += chunk.length;
    if (bytes > BYTES_MAX) throw new Error('the provider’s answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Whole rupiah, as a number or as text with nothing but zeros behind the point. */
export const rupiahSchema = z
  .union([z.int().min(0), z.string().regex(/^\d{1,15}(\.0+)?$/)])
  .transform((amount) => BigInt(String(amount).split('.')[0]!));
