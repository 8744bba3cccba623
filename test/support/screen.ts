import { io, type Socket } from 'socket.io-client';

export interface OrderFrame {
  readonly message: string;
  readonly eventId: string;
  readonly seq: number;
  readonly orderId: string;
  readonly [fact: string]: unknown;
}

/** A screen in a kitchen, and what it has been shown. */
export interface Screen {
  readonly socket: Socket;
  readonly frames: OrderFrame[];
  /** Why it was refused or ended, in order. */
  readonly endings: unknown[];
  readonly seqs: () => number[];
}

/** Opens a screen at a server; `auth` is its handshake. */
export function openScreen(url: string, auth: Record<string, unknown>): Screen {
  const socket = io(`${url}/kds`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
  const frames: OrderFrame[] = [];
  const endings: unknown[] = [];
  for (const message of ['order:created', 'order:status_changed']) {
    socket.on(message, (body: Omit<OrderFrame, 'message'>) => frames.push({ message, ...body } as OrderFrame));
  }
  socket.on('connect_error', (error) =>
    endings.push((error as { data?: { code?: string } }).data?.code ?? error.message),
  );
  socket.on('auth:expired', () => endings.push('auth:expired'));
  socket.on('disconnect', (reason) => endings.push(reason));
  return { socket, frames, endings, seqs: () => frames.map(({ seq }) => seq) };
}
