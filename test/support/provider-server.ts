import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HeardRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: any;
}

interface Recorded {
  readonly status?: number;
  readonly body?: unknown;
  /** Sent as it is, in place of `body`. */
  readonly raw?: string;
  /** It takes the request, and says nothing. */
  readonly silent?: true;
}

/** A provider that answers what was recorded, request by request, and remembers what it was asked. */
export class ProviderServer {
  readonly heard: HeardRequest[] = [];
  private answers: Recorded[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<ProviderServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const provider = new ProviderServer(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { method = '', url = '', headers } = request;
        provider.heard.push({ method, path: url, headers, body: text === '' ? null : JSON.parse(text) });
        const { status = 200, body, raw, silent } = provider.answers.shift() ?? { status: 500, body: {} };
        if (!silent)
          response.writeHead(status, { 'content-type': 'application/json' }).end(raw ?? JSON.stringify(body));
      });
    });
    return provider;
  }

  answer(...answers: Recorded[]): void {
    this.answers = answers;
    this.heard.length = 0;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
