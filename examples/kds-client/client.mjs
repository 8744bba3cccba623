// A kitchen screen on a terminal. It misses no order and shows none twice, whatever is killed when: each goes into a
// file with its `seq`, and the last line there says where to go on.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { io } from 'socket.io-client';

const { TILLBOOK_URL = 'http://localhost:3000', EMAIL, PASSWORD, OUTLET_ID, ORDERS_FILE = 'orders.log' } = process.env;
const RETRY_MS = 1_000;

const socket = io(`${TILLBOOK_URL}/kds`, {
  transports: ['websocket'],
  autoConnect: false,
  auth: (send) => send({ token: session.accessToken, after: lastSeq() }), // asked anew at every connection
});
let session;

function lastSeq() {
  return existsSync(ORDERS_FILE) ? parseInt(readFileSync(ORDERS_FILE, 'utf8').trimEnd().split('\n').at(-1)) : null;
}

function show(seq, text) {
  appendFileSync(ORDERS_FILE, `${seq} ${text}\n`);
  console.log(text);
}

async function post(path, body) {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${TILLBOOK_URL}/api/v1/auth/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
  return answer.ok ? answer.json() : Promise.reject(new Error(`${path}: ${await answer.text()}`));
}

async function enter() {
  try {
    const next = session && (await post('refresh', { refreshToken: session.refreshToken }).catch(() => undefined));
    session = next ?? (await post('login', { email: EMAIL, password: PASSWORD, outletId: OUTLET_ID }));
    socket.connect();
  } catch (error) {
    console.error(error.message);
    setTimeout(enter, RETRY_MS);
  }
}

socket.on('feed:opened', ({ after }) => existsSync(ORDERS_FILE) || show(after, 'from here on'));
socket.on('order:created', ({ seq, orderNumber, items }) =>
  show(seq, `${orderNumber}: ${items.map(({ quantity, name }) => `${quantity} ${name}`).join(', ')}`),
);
socket.on('order:status_changed', ({ seq, orderId, newStatus }) => show(seq, `${orderId} is ${newStatus}`));
socket.on('auth:expired', () => socket.once('disconnect', enter));
// Socket.IO tries again by itself where nobody answered; who was refused has to ask with another token.
socket.on('connect_error', ({ data, message }) => {
  console.error(data?.detail ?? message);
  if (data) setTimeout(enter, RETRY_MS);
});
await enter();
