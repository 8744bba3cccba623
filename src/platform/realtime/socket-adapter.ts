import type { IncomingMessage } from 'node:http';
import type { Socket as Connection } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { Server, type ServerOptions } from 'socket.io';
import { mayConnect } from './origin';

const FRAME_BYTES_MAX = 16 * 1_024;
/** For a client that opens a connection and enters no namespace. */
const ENTER_TIMEOUT_MS = 10_000;
/** For a client to answer that its connection is being closed. */
const CLOSE_TIMEOUT_MS = 1_000;

/** Socket.IO as this application offers it: WebSocket only, small frames, no state kept for a client. */
class SocketAdapter extends IoAdapter {
  private readonly connections = new Set<Connection>();
  private isClosing = false;

  constructor(
    app: INestApplication,
    private readonly origins: readonly string[],
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: Partial<ServerOptions>): Server {
    const restricted: Partial<ServerOptions> = {
      ...options,
      transports: ['websocket'],
      allowUpgrades: false,
      serveClient: false,
      maxHttpBufferSize: FRAME_BYTES_MAX,
      connectTimeout: ENTER_TIMEOUT_MS,
      allowRequest: ({ headers }, callback) => callback(null, !this.isClosing && mayConnect(headers, this.origins)),
    };
    const server: Server = super.createIOServer(port, restricted as ServerOptions);
    server.engine.on('connection', ({ request }: { request: IncomingMessage }) => this.keep(request.socket));
    return server;
  }

  /**
   * Ends the connections and leaves the HTTP server to its owner, which waits for them: Socket.IO's own close would end
   * the HTTP server first. A client whose connection is cut, not told to go, connects again by itself.
   */
  override async close(server: unknown): Promise<void> {
    if (!(server instanceof Server)) return;
    this.isClosing = true;
    server.engine.close();
    setTimeout(() => this.connections.forEach((connection) => connection.destroy()), CLOSE_TIMEOUT_MS).unref();
  }

  private keep(connection: Connection): void {
    this.connections.add(connection);
    connection.once('close', () => this.connections.delete(connection));
  }
}

/** Lets the gateways of an application be reached on its own port, by the pages of these origins too. Before it listens. */
export function installSockets(app: INestApplication, origins: readonly string[]): void {
  app.useWebSocketAdapter(new SocketAdapter(app, origins));
}
