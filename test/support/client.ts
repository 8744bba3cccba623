import { newId } from '../../src/kernel/ids';
import type { ApiContract } from './api-contract';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where there is none, or it is something else. */
  readonly body: any;
}

export interface Sending {
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string;
  /** Of its own for every POST; null: none. */
  readonly key?: string | null;
  readonly headers?: Record<string, string>;
}

const PREFIX = '/api/v1';
const UNDESCRIBED = /^\/(metrics|docs|openapi)\b/;
const LEAKS = /\n\s+at |node_modules|\bselect\b.+\bfrom\b|prisma|violates/i;

/** Somebody who speaks HTTP with the server. Whatever comes back is held against the API description. */
export class Client {
  constructor(
    /** Asked at each request: a server that was started again may stand elsewhere. */
    private readonly url: () => string,
    private readonly contract: ApiContract,
    readonly token?: string,
  ) {}

  as(token: string | undefined): Client {
    return new Client(this.url, this.contract, token);
  }

  get(path: string, query: Record<string, string> = {}): Promise<Reply> {
    return this.send('GET', path, { query });
  }

  post(path: string, body: unknown, sending: Sending = {}): Promise<Reply> {
    return this.send('POST', path, { body, ...sending });
  }

  put(path: string, body: unknown, sending: Sending = {}): Promise<Reply> {
    return this.send('PUT', path, { body, ...sending });
  }

  /** `path` is below `/api/v1`, unless it begins with another of the server's roots. */
  async send(method: string, path: string, { query = {}, body, raw, key, headers }: Sending = {}): Promise<Reply> {
    const pathname = /^\/(api|health|metrics|docs|openapi)\b/.test(path) ? path : `${PREFIX}${path}`;
    const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const ownKey = method === 'POST' && key === undefined ? newId() : key;
    const answer = await fetch(`${this.url()}${pathname}?${new URLSearchParams(query).toString()}`, {
      method,
      headers: {
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(ownKey ? { 'idempotency-key': ownKey } : {}),
        ...headers,
      },
      ...(content === undefined ? {} : { body: content }),
    });
    const text = await answer.text();
    const reply = { status: answer.status, headers: answer.headers, text, body: parse(text, answer.headers) };
    this.inspect(method, pathname, reply);
    return reply;
  }

  /** Logs in, and goes on as that employee. */
  async logIn(email: string, outletId?: string, password = 'tillbook-demo'): Promise<Client> {
    const { status, body, text } = await this.post('/auth/login', { email, password, ...(outletId && { outletId }) });
    if (status !== 200) throw new Error(`${email} could not log in: ${status} ${text}`);
    return this.as(body.accessToken as string);
  }

  private inspect(method: string, pathname: string, reply: Reply): void {
    if (UNDESCRIBED.test(pathname)) return;
    const complaints = [
      ...this.contract.complaints(method, pathname, reply),
      ...(reply.status >= 400 ? oddities(reply) : []),
    ];
    if (complaints.length > 0) {
      throw new Error(`${method} ${pathname} answered ${reply.status} ${reply.text}\n${complaints.join('\n')}`);
    }
  }
}

/** What a refusal has against RFC 9457 and our own rules. */
function oddities({ status, headers, text, body }: Reply): string[] {
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') === true;
  if (!isProblem) return [`a refusal of type ${headers.get('content-type')}`];
  return [
    ...(status === 500 ? ['the server is at a loss'] : []),
    ...(body.status === status ? [] : ['another status in the body']),
    ...(body.requestId === headers.get('x-request-id') ? [] : ['another request id in the body']),
    ...(/^[a-z-]+(\.[a-z-]+)+$/.test(body.code) ? [] : [`no stable code: ${body.code}`]),
    ...(LEAKS.test(text) ? ['it tells of the inside'] : []),
  ];
}

function parse(text: string, headers: Headers): unknown {
  return /\bjson\b/.test(headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : undefined;
}
