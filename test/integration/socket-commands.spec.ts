import { type Provider } from '@nestjs/common';
import { z } from 'zod';
import { newId } from '../../src/kernel/ids';
import { CreateOrderOnSaleListener } from '../../src/modules/kitchen/listeners/create-order-on-sale.listener';
import { KitchenOrderStore } from '../../src/modules/kitchen/store/kitchen-order.store';
import { type AcknowledgedCommand, SocketCommand } from '../../src/platform/realtime/acknowledged-command';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { Kds, type Screen } from '../support/kds';
import { RecordedShop } from '../support/recorded-shop';

const schema = z.strictObject({ commandId: z.uuid() });

/** What the role of a cook may not do, though it may look on. */
@SocketCommand()
class CloseTheBooks implements AcknowledgedCommand {
  readonly namespace = '/kds';
  readonly message = 'books:close';
  readonly permission = 'ledger.read';
  readonly schema = schema;
  readonly answer = z.object({ closed: z.boolean() });

  execute(): Promise<object> {
    return Promise.resolve({ closed: true });
  }
}

/** Goes wrong in a way that nobody has thought of. */
@SocketCommand()
class DropThePan implements AcknowledgedCommand {
  readonly namespace = '/kds';
  readonly message = 'pan:drop';
  readonly permission = 'order.read';
  readonly schema = schema;
  readonly answer = z.object({});

  execute(): Promise<object> {
    return Promise.reject(new TypeError('password=tillbook at /srv/tillbook/pan.ts'));
  }
}

let app: AppDatabase;
let kds: Kds;
let shop: RecordedShop;
let token: string;
let orderId: string;

beforeAll(async () => {
  app = await openAppDatabase();
  const providers: Provider[] = [CloseTheBooks, DropThePan];
  kds = await Kds.serve(app.url, {}, { providers });
});
afterAll(async () => {
  await kds.close();
  await app.close();
});
beforeEach(async () => {
  shop = await RecordedShop.open(app.owner);
  token = await kds.token(shop, [shop.outletIds[0]]);
  ({ transactionId: orderId } = await shop.sell());
  await app.deliver(new CreateOrderOnSaleListener(new KitchenOrderStore()), shop.businessId);
});

async function screen(auth: Record<string, unknown> = {}): Promise<Screen> {
  const opened = kds.screen({ token, ...auth });
  await eventually(() => expect(opened.socket.connected).toBe(true));
  return opened;
}
const changes = async () => {
  const rows = await shop.rows<{ status: string; correlation_id: string }>(
    `select payload->>'newStatus' as status, correlation_id from outbox.events
      where business_id = $1 and type = 'kitchen.order-status-changed' order by seq`,
  );
  return rows.map(({ status }) => status);
};

describe('A cook at a screen', () => {
  it('bumps an order and recalls it, is answered with the order, and every screen is shown both', async () => {
    const [mine, other] = [await screen(), await screen()];
    const bumped = await mine.ask('order:bump', { commandId: newId(), orderId });
    expect(bumped).toMatchObject({
      ok: true,
      replayed: false,
      order: { id: orderId, status: 'preparing', version: 2, items: [{ name: 'Kopi Susu' }] },
    });
    await mine.ask('order:bump', { commandId: newId(), orderId, version: 2 });
    const recalled = await mine.ask('order:recall', { commandId: newId(), orderId });
    expect(recalled).toMatchObject({ ok: true, order: { status: 'preparing', version: 4 } });
    for (const { frames } of [mine, other]) {
      await eventually(() =>
        expect(frames.map(({ newStatus }) => newStatus)).toEqual(['preparing', 'ready', 'preparing']),
      );
    }
  });

  it('whose command is sent again has the same answer, also from another screen and after coming back', async () => {
    const command = { commandId: newId(), orderId };
    const first = await screen();
    const answer = await first.ask('order:bump', command);
    first.socket.disconnect();
    const [again, other] = [await screen(), await screen()];
    await other.ask('order:bump', { commandId: newId(), orderId });
    for (const one of [again, other]) {
      expect(await one.ask('order:bump', command)).toEqual({ ...answer, replayed: true });
    }
    expect(await changes()).toEqual(['preparing', 'ready']);
  });

  it('whose command comes in by two screens at once, and by the route, has it done once', async () => {
    const [one, other] = [await screen(), await screen()];
    const command = { commandId: newId(), orderId };
    const byRoute = () =>
      kds.app.inject({
        method: 'POST',
        url: `/api/v1/kds/orders/${orderId}/bump`,
        headers: { authorization: `Bearer ${token}`, 'idempotency-key': command.commandId },
      });
    const [first, second, third] = await Promise.all([
      one.ask('order:bump', command),
      other.ask('order:bump', command),
      byRoute(),
    ]);
    expect(third.statusCode).toBe(200);
    expect([first.order, second.order]).toEqual([third.json(), third.json()]);
    const replayed = [first.replayed, second.replayed, third.headers['idempotency-replayed'] === 'true'];
    expect(replayed.filter((was) => !was)).toHaveLength(1);
    expect(await changes()).toEqual(['preparing']);
  });

  it('who sends one command after the other has them done in that order', async () => {
    const { ask } = await screen();
    const moves = ['bump', 'bump', 'bump', 'recall', 'recall', 'bump'];
    const answers = await Promise.all(moves.map((move) => ask(`order:${move}`, { commandId: newId(), orderId })));
    const statuses = ['preparing', 'ready', 'served', 'ready', 'preparing', 'ready'];
    expect(answers.map(({ order }) => order.status)).toEqual(statuses);
    expect(await changes()).toEqual(statuses);
  });

  it('who waits for no answer has it done all the same', async () => {
    const { socket } = await screen();
    socket.emit('order:bump', { commandId: newId(), orderId });
    socket.emit('order:bump', { commandId: 'none', orderId });
    socket.emit('no:such-thing');
    await eventually(async () => expect(await changes()).toEqual(['preparing']));
    expect(socket.connected).toBe(true);
  });

  it('can be found in the log by the id of the command', async () => {
    const commandId = newId();
    await (await screen()).ask('order:bump', { commandId: commandId.toUpperCase(), orderId });
    const events = await shop.rows(
      `select correlation_id from outbox.events where business_id = $1 and type = 'kitchen.order-status-changed'`,
    );
    expect(events).toEqual([{ correlation_id: commandId }]);
  });
});

describe('A command is refused', () => {
  it.each<[string, unknown, string[]]>([
    ['without content', undefined, ['']],
    ['that is text', 'bump', ['']],
    ['without an id of its own', { orderId: newId() }, ['commandId']],
    ['for an order that is no id', { commandId: newId(), orderId: 'all' }, ['orderId']],
    ['on a version that is none', { commandId: newId(), orderId: newId(), version: '2' }, ['version']],
    ['with more than there is', { commandId: newId(), orderId: newId(), businessId: newId() }, ['']],
  ])('%s', async (_, content, paths) => {
    const answer = await (await screen()).ask('order:bump', content);
    expect(answer).toMatchObject({ ok: false, code: 'request.invalid', detail: expect.any(String) });
    expect(answer.errors.map(({ path }: { path: string }) => path)).toEqual(paths);
  });

  it('that there is not, also under a name that every object knows', async () => {
    const { ask } = await screen();
    for (const message of ['order:burn', 'constructor', 'join', '/kds order:bump']) {
      expect(await ask(message, { commandId: newId() })).toMatchObject({ ok: false, code: 'realtime.command-unknown' });
    }
  });

  it('with what the order is, when there is no such step', async () => {
    const { ask } = await screen();
    expect(await ask('order:recall', { commandId: newId(), orderId })).toEqual({
      ok: false,
      code: 'kitchen.nothing-to-recall',
      detail: expect.any(String),
      orderStatus: 'pending',
    });
    expect(await ask('order:bump', { commandId: newId(), orderId, version: 7 })).toMatchObject({
      code: 'request.version-stale',
      version: 1,
    });
    expect(await changes()).toEqual([]);
  });

  it('in the same words for an order of nobody, of another outlet and of another business', async () => {
    const elsewhere = kds.screen({ token: await kds.token(shop, [shop.outletIds[1]]) });
    const neighbour = await RecordedShop.open(app.owner);
    const abroad = kds.screen({ token: await kds.token(neighbour, [neighbour.outletIds[0]]) });
    const answers = [
      await (await screen()).ask('order:bump', { commandId: newId(), orderId: newId() }),
      await elsewhere.ask('order:bump', { commandId: newId(), orderId }),
      await abroad.ask('order:bump', { commandId: newId(), orderId }),
    ];
    const notFound = { ok: false, code: 'kitchen.order-not-found', detail: answers[0]!.detail };
    const mine = { ...notFound, orderId };
    expect(answers).toEqual([{ ...notFound, orderId: expect.any(String) }, mine, mine]);
    expect(await changes()).toEqual([]);
  });

  it('to whom may look on and not act', async () => {
    const commandId = newId();
    expect(await (await screen()).ask('books:close', { commandId })).toMatchObject({
      ok: false,
      code: 'auth.permission-missing',
      permission: 'ledger.read',
    });
    const manager = await screen({ token: await kds.token(shop, [shop.outletIds[0]], { role: 'manager' }) });
    expect(await manager.ask('books:close', { commandId })).toEqual({ ok: true, closed: true });
  });

  it('without a word of the inside when it goes wrong, and the screen goes on', async () => {
    const { ask } = await screen();
    expect(await ask('pan:drop', { commandId: newId() })).toEqual({
      ok: false,
      code: 'internal',
      detail: 'Something went wrong on our side.',
    });
    expect(await ask('order:bump', { commandId: newId(), orderId })).toMatchObject({ ok: true });
  });

  it('when too many come at once, and there is room again soon', async () => {
    const { ask } = await screen();
    const other = await screen();
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => ask('order:recall', { commandId: newId(), orderId })),
    );
    const codes = answers.map(({ code }) => code as string);
    expect(codes.filter((code) => code === 'kitchen.nothing-to-recall')).toHaveLength(10);
    expect(answers.at(-1)).toMatchObject({ ok: false, code: 'realtime.too-many-commands', max: 10 });
    expect(await other.ask('order:bump', { commandId: newId(), orderId })).toMatchObject({ ok: true });
    await eventually(async () =>
      expect(await ask('order:bump', { commandId: newId(), orderId })).toMatchObject({ ok: true }),
    );
  });
});
