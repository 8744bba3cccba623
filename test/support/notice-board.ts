import { io, type Socket } from 'socket.io-client';

export interface Notice {
  readonly message: string;
  readonly eventId: string;
  readonly seq: number;
  readonly [fact: string]: unknown;
}

/** A screen that is told what is going on at an outlet, and what it has been told. */
export interface NoticeBoard {
  readonly socket: Socket;
  readonly notices: Notice[];
  /** Why it was refused. */
  readonly refusals: unknown[];
}

/** Opens one at a server; `auth` is its handshake. */
export function openNoticeBoard(url: string, auth: Record<string, unknown>): NoticeBoard {
  const socket = io(`${url}/notifications`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
  const notices: Notice[] = [];
  const refusals: unknown[] = [];
  socket.onAny((message: string, body: Omit<Notice, 'message'>) => {
    if (message !== 'feed:opened') notices.push({ message, ...body } as Notice);
  });
  socket.on('connect_error', (error) => refusals.push((error as { data?: { code?: string } }).data?.code));
  return { socket, notices, refusals };
}
