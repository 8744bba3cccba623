import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv, { type AnySchema } from 'ajv';
import { io, type Socket } from 'socket.io-client';
import { describeMessages } from '../../src/cli/asyncapi-document';
import { takePayments } from '../support/taken-payments';
import { EVENT_CONTRACTS } from '../../src/cli/event-contracts';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { RecordedEvent } from '../../src/kernel/domain-event';
import { newId } from '../../src/kernel/ids';
import { contractName } from '../../src/platform/events/event-contract';
import { headersOf, toCloudEvent } from '../../src/platform/messaging/cloud-event';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { enrollAt } from '../support/enrolled-till';
import { undeclaredFacts } from '../support/event-contracts';
import { holdBills } from '../support/held-bills';
import { sellAndSettle } from '../support/tender-moments';
import { Menu } from '../support/menu';
import { owe } from '../support/owing';
import { promote } from '../support/promoting';
import { resolveNonsense } from '../support/nonsense';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';
import { undoSales } from '../support/undone-sales';

interface Heard {
  readonly message: string;
  readonly payload: unknown;
}

type Message = { readonly payload: AnySchema; readonly headers?: AnySchema };
type Channel = { readonly messages: Record<string, Message> };

/** A day in which everything happens that an event tells of; what is told is held against what is declared. */
describe('What the application tells', () => {
  const outletId = KOPI_SENJA.outlets.jkt1;
  const sockets: Socket[] = [];
  const heard: Record<string, Heard[]> = { kds: [], notifications: [] };
  let app: ServedApp;
  let channels: Record<string, Channel>;
  let kitchen: Client;

  beforeAll(async () => {
    app = await ServedApp.start();
    channels = (describeMessages(app.app) as { channels: Record<string, Channel> }).channels;
    const cashier = await app.logIn('cashier@kopisenja.test', outletId);
    kitchen = await app.logIn('kitchen@kopisenja.test', outletId);
    await liveTheDay(cashier, await listen('kds', kitchen), await listen('notifications', cashier));
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await app?.expectSoundBooks();
    await app?.stop();
  });

  async function liveTheDay(cashier: Client, kds: Socket, notifications: Socket): Promise<void> {
    const menu = await Menu.read(cashier, outletId);
    const till = await Till.open(cashier, { outletId });
    const items = [menu.item('Kopi Susu', '2'), menu.item('Air Mineral 600 ml')];
    const [first, second] = [await till.sell({ items }), await till.sell({ items, notes: 'tanpa gula' })];
    expect([first.status, second.status]).toEqual([201, 201]);
    await eventually(() => expect(named('kds', 'order:created')).toHaveLength(2));

    await holdBills(cashier, app.owner, { outletId, items });
    const manager = await app.logIn('manager@kopisenja.test', outletId);
    await takePayments(cashier, manager, outletId, (message) => named('notifications', message));
    const orderId = first.body.transactionId;
    expect((await cashier.post(`/pos/transactions/${orderId}/receipt-copies`, undefined)).status).toBe(201);
    for (const message of ['order:bump', 'order:bump', 'order:recall']) await ask(kds, message, { orderId });
    await ask(kds, 'order:recall', { orderId: newId() });
    await kitchen.put(`/orders/${second.body.transactionId}/status`, { status: 'cancelled' });
    await undoSales(await app.logIn('owner@kopisenja.test', outletId), till, items);
    await owe(await app.logIn('owner@kopisenja.test', outletId), till, items);
    await sellAndSettle(app, await app.logIn('owner@kopisenja.test', outletId), till);
    await promote(await app.logIn('owner@kopisenja.test'));
    await emptyDrawer(cashier, till);
    await resolveNonsense(manager, outletId);
    expect((await till.close(200_000)).status).toBe(200);
    await eventually(() => expect(named('notifications', 'shift:ended')).toHaveLength(1));
    await eventually(() => expect(named('notifications', 'stock:level_changed')).not.toEqual([]));
    await eventually(() => expect(named('kds', 'order:cancelled')).toHaveLength(2));

    await approve(cashier);
    const owner = await app.logIn('owner@kopisenja.test');
    const { deviceId } = await enrollAt(owner, outletId);
    expect((await owner.post(`/devices/${deviceId}/revoke`, undefined)).status).toBe(200);
    await repair(owner, [first.body.transactionId, second.body.transactionId]);
    await refusal('kds', { token: 'no token of ours' });
    await refusal('notifications', { token: 'no token of ours' });
    await Promise.all([kitchen, cashier].map((employee) => employee.post('/auth/logout', undefined)));
    await eventually(() => expect([kds.connected, notifications.connected]).toEqual([false, false]));
  }

  async function emptyDrawer(cashier: Client, { shiftId }: Till): Promise<void> {
    const owner = await app.logIn('owner@kopisenja.test');
    const drop = { kind: 'cash_drop', amount: 50_000, reason: 'laci penuh' };
    const done = [
      await owner.put(`/outlets/${outletId}/drawer-limit`, { unapprovedMax: 50_000 }),
      await cashier.post(`/shifts/${shiftId}/cash-movements`, drop),
      await cashier.post(`/shifts/${shiftId}/end`, undefined),
    ];
    expect(done.map(({ status }) => status)).toEqual([200, 201, 200]);
  }

  async function approve(cashier: Client): Promise<void> {
    const owner = await app.logIn('owner@kopisenja.test');
    const pin = { pin: '490217' };
    const manager = await owner.put(`/employees/${KOPI_SENJA.employees.manager}/pin`, pin);
    const approval = await cashier.post('/approvals', { ...pin, action: 'sale.void', subjectId: newId() });
    expect([manager.status, approval.status]).toEqual([204, 201]);
  }

  /** What only an owner does: two events that could not be delivered, a listener that is set back, a flag. */
  async function repair(owner: Client, transactionIds: string[]): Promise<void> {
    const { rows } = await app.owner.query<{ event_id: string }>(
      `with dead as (
         insert into outbox.failures (business_id, stream_id, seq, listener, state, next_attempt_at, last_error)
         select business_id, stream_id, seq, 'audit', 'dead', now(), 'poison'
           from outbox.events where type = 'sales.transaction-created' and payload->>'transactionId' = any ($1)
         returning stream_id, seq)
       select event_id from outbox.events join dead using (stream_id, seq)`,
      [transactionIds],
    );
    const [retried, discarded] = rows.map(({ event_id }) => `/operations/outbox/failures/${event_id}`);
    const repaired = [
      await owner.post(`${retried}/retry`, {}),
      await owner.post(`${discarded}/discard`, { reason: 'told by telephone' }),
      await owner.post('/operations/outbox/replays', { listener: 'audit', fromSeq: 1, outletId }),
      await owner.send('PATCH', '/operations/tenant-config', { body: { maxRetryCount: 4 } }),
      await owner.send('PATCH', `/outlets/${outletId}/receipt-settings`, { body: { header: 'Halo' } }),
    ];
    expect(repaired.map(({ status }) => status)).toEqual([200, 200, 202, 200, 200]);
  }

  const named = (feed: string, message: string) => heard[feed]!.filter((one) => one.message === message);

  function open(feed: string, auth: object): Socket {
    const socket = io(`${app.url}/${feed}`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });
    sockets.push(socket);
    return socket;
  }

  async function listen(feed: string, { token }: Client): Promise<Socket> {
    const auth = { token, outletId, after: 0 };
    const socket = open(feed, auth);
    heard[feed]!.push({ message: 'connect', payload: auth });
    socket.onAny((message: string, payload: unknown) => heard[feed]!.push({ message, payload }));
    await eventually(() => expect(named(feed, 'feed:opened')).toHaveLength(1));
    return socket;
  }

  async function ask(socket: Socket, message: string, facts: object): Promise<void> {
    const command = { commandId: newId(), ...facts };
    const answer: unknown = await socket.timeout(10_000).emitWithAck(message, command);
    heard.kds!.push({ message, payload: command }, { message: `${message}.answer`, payload: answer });
  }

  async function refusal(feed: string, auth: object): Promise<void> {
    const error = await new Promise<Error & { data?: unknown }>((resolve) =>
      open(feed, auth).on('connect_error', resolve),
    );
    heard[feed]!.push({ message: 'connect_error', payload: error.data });
  }

  it('is declared, each fact of it', async () => {
    expect(await undeclaredFacts(app.owner)).toEqual([]);
  });

  it('is all that is declared', async () => {
    const { rows } = await app.owner.query<{ type: string; version: number }>(
      'select distinct type, version from outbox.events',
    );
    expect(rows.map(contractName).toSorted()).toEqual(EVENT_CONTRACTS.map(contractName).toSorted());
  });

  it('has its type where the modules show their contracts', () => {
    const doors = readdirSync(join(__dirname, '../../src/modules')).map((module) => `../../src/modules/${module}`);
    const shown = doors.flatMap((door) => Object.values(require(door) as Record<string, unknown>));
    const types = shown.filter((value) => typeof value === 'string' && /^[a-z-]+\.[a-z]+(-[a-z]+)+$/.test(value));
    expect(types.toSorted()).toEqual(EVENT_CONTRACTS.map(({ type }) => type).toSorted());
  });

  it.each(['kds', 'notifications'])('looks on the sockets of /%s as it is described', (feed) => {
    const { messages } = channels[feed]!;
    expect([...new Set(heard[feed]!.map(({ message }) => message))].toSorted()).toEqual(
      Object.keys(messages).toSorted(),
    );
    const complaints = heard[feed]!.flatMap(({ message, payload }) =>
      against(messages[message]!.payload, payload).map((complaint) => `${message} ${complaint}`),
    );
    expect(complaints).toEqual([]);
  });

  it('looks in its message as it is described', async () => {
    const { messages } = channels.events!;
    const complaints = (await recordedEvents()).flatMap((event) => {
      const { payload, headers } = messages[contractName(event)]!;
      return [...against(payload, toCloudEvent(event)), ...against(headers!, headersOf(event))];
    });
    expect(complaints).toEqual([]);
  });

  async function recordedEvents(): Promise<RecordedEvent[]> {
    const { rows } = await app.owner.query<RecordedEvent>(
      `select business_id as "businessId", stream_id as "streamId", seq::int, event_id as "eventId", type, version,
              payload, occurred_at as "occurredAt", actor, correlation_id as "correlationId"
         from outbox.events`,
    );
    return rows;
  }
});

const ajv = new Ajv({ allErrors: true, validateFormats: false });

/** What a value has against a schema; empty when it fits. */
function against(schema: AnySchema, value: unknown): string[] {
  const fits = ajv.compile(schema);
  return fits(value) ? [] : [ajv.errorsText(fits.errors)];
}
