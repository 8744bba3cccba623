import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

const PROBE_MS = 50;

interface Place {
  url: string;
  isReady: boolean;
}

/**
 * Stands before several servers and gives each request to the next that is ready, over connections that it keeps. A
 * server that refuses a connection is passed over; what was sent once is not sent again, whatever comes of it.
 */
export class Balancer {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server: Server;
  private readonly probing: NodeJS.Timeout;
  private turn = 0;

  private constructor(private readonly places: Place[]) {
    this.server = createServer((asked, answer) => void this.pass(asked, answer));
    this.probing = setInterval(() => void this.probe(), PROBE_MS);
  }

  static async before(urls: readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(urls.map((url) => ({ url, isReady: true })));
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** A server has been started in the place of another. It is asked when it is ready. */
  replace(place: number, url: string): void {
    this.places[place] = { url, isReady: false };
  }

  get ready(): number {
    return this.places.filter(({ isReady }) => isReady).length;
  }

  async stop(): Promise<void> {
    clearInterval(this.probing);
    this.agent.destroy();
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async probe(): Promise<void> {
    for (const place of this.places) {
      place.isReady = await fetch(`${place.url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    }
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked);
    for (let left = this.places.length; left > 0; left--) {
      const place = this.next();
      if (!place) break;
      const outcome = await this.forward(place, asked, body, answer);
      if (outcome !== 'refused') return;
      place.isReady = false;
    }
    answer.destroy();
  }

  private next(): Place | undefined {
    const ready = this.places.filter(({ isReady }) => isReady);
    return ready[this.turn++ % ready.length];
  }

  private forward(
    { url }: Place,
    { method, url: path, headers }: IncomingMessage,
    body: Buffer,
    answer: ServerResponse,
  ): Promise<'passed' | 'refused' | 'broken'> {
    return new Promise((resolve) => {
      const { connection: _, ...passed } = headers; // of the client's own connection
      const forwarded = request(`${url}${path}`, { agent: this.agent, method, headers: passed }, (answered) => {
        const { connection: _theirs, 'keep-alive': _keepAlive, ...told } = answered.headers;
        answer.writeHead(answered.statusCode!, told);
        answered.pipe(answer);
        answered.on('end', () => resolve('passed'));
        answered.on('error', () => answer.destroy());
      });
      forwarded.on('error', ({ code }: NodeJS.ErrnoException) => {
        if (code === 'ECONNREFUSED') return resolve('refused');
        answer.destroy();
        resolve('broken');
      });
      forwarded.end(body);
    });
  }
}
