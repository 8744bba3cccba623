import { io, type Socket } from 'socket.io-client';

const ANSWER_MS = 10_000;

export interface OrderFrame {
  readonly message: string;
  readonly eventId: string;
  readonly seq: number;
  readonly orderId: string;
  readonly [fact: string]: unknown;
}

export interface Acknowledgement {
  readonly ok: boolean;
  readonly [fact: string]: any;
}

/** A screen in a kitchen, and what it has been shown. */
export interface Screen {
  readonly socket: Socket;
  /** What moves its orders. */
  readonly frames: OrderFrame[];
  /** What it rings at, besides. */
  readonly calls: OrderFrame[];
  /** Why it was refused or ended, in order. */
  readonly endings: unknown[];
  /** Which of its rights it was told to have lost. */
  readonly expiries: unknown[];
  readonly seqs: () => number[];
  /** Sends a command and waits for its answer. */
  readonly ask: (message: string, content?: unknown) => Promise<Acknowledgement>;
}

/** Opens a screen at a server; `auth` is its handshake, `origin` the page that a browser would name. */
export function openScreen(url: string, auth: Record<string, unknown>, origin?: string): Screen {
  const extraHeaders: Record<string, string> = origin === undefined ? {} : { origin };
  const options = { transports: ['websocket'], forceNew: true, reconnection: false };
  const socket = io(`${url}/kds`, { ...options, auth, extraHeaders });
  const frames = collect(socket, ['order:created', 'order:status_changed']);
  const calls = collect(socket, ['order:ready', 'order:cancelled']);
  const endings: unknown[] = [];
  const expiries: unknown[] = [];
  socket.on('connect_error', (error) =>
    endings.push((error as { data?: { code?: string } }).data?.code ?? error.message),
  );
  socket.on('auth:expired', ({ code }: { code: string }) => {
    endings.push('auth:expired');
    expiries.push(code);
  });
  socket.on('disconnect', (reason) => endings.push(reason));
  const ask = (message: string, content?: unknown) => socket.timeout(ANSWER_MS).emitWithAck(message, content);
  return { socket, frames, calls, endings, expiries, seqs: () => frames.map(({ seq }) => seq), ask };
}

function collect(socket: Socket, messages: string[]): OrderFrame[] {
  const collected: OrderFrame[] = [];
  for (const message of messages) {
    socket.on(message, (body: Omit<OrderFrame, 'message'>) => collected.push({ message, ...body } as OrderFrame));
  }
  return collected;
}
