import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Logger } from '@nestjs/common';
import type { ConsumeMessage } from 'amqplib';
import { Broker } from '../../src/platform/messaging/broker';
import { RabbitMqSender } from '../../src/platform/messaging/rabbitmq.sender';
import { Metrics } from '../../src/platform/observability/metrics';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';
import { RecordedShop } from '../support/recorded-shop';

const LONG_MS = 25_000;
/** Less than what the broker answers until everything is asserted. */
const BYTES_OF_A_SET_UP = 1_200;

describeWithService('rabbitmq', 'The bridge, when RabbitMQ is not to be relied on', (url) => {
  let app: AppDatabase;
  let shop: RecordedShop;
  let rabbit: RabbitMqOfItsOwn;
  let proxy: FaultProxy;
  let metrics: Metrics;
  let broker: Broker;
  let sender: RabbitMqSender;
  let heard: ConsumeMessage[];

  beforeAll(async () => {
    Logger.overrideLogger(['error', 'fatal']);
    app = await openAppDatabase();
    rabbit = await RabbitMqOfItsOwn.at(url);
    proxy = await FaultProxy.before(url);
  });
  beforeEach(async () => {
    shop = await RecordedShop.open(app.owner);
    await start(proxy.url);
    heard = await rabbit.hear(`${shop.businessId}.#`);
  });
  afterEach(async () => {
    proxy.heal();
    await proxy.up().catch(() => undefined); // is up
    await broker.onApplicationShutdown();
  });
  afterAll(async () => {
    await rabbit.remove();
    await proxy.stop();
    await app.close();
  });

  async function start(address: string): Promise<void> {
    metrics = new Metrics();
    broker = new Broker(rabbit.environment(address), rabbit.topology, metrics);
    sender = new RabbitMqSender(broker, rabbit.topology);
    await broker.onApplicationBootstrap();
    await connected();
  }
  const isConnected = async () => (await metrics.rabbitMqConnected.get()).values[0]!.value;
  const connected = () => eventually(async () => expect(await isConnected()).toBe(1), LONG_MS);
  const disconnected = () => eventually(async () => expect(await isConnected()).toBe(0), LONG_MS);
  const published = async (result: string) =>
    (await metrics.rabbitMqPublishes.get()).values.find(({ labels }) => labels.result === result)?.value;
  const deliver = () => app.deliver(sender, shop.businessId);
  const firstHeard = () => [...new Set(heard.map(({ properties }) => properties.messageId as string))];
  const expectNothingPassed = async () =>
    expect(await shop.rows(`select position::int from outbox.cursors where business_id = $1 and position > 0`)).toEqual(
      [],
    );
  const expectAllPassed = async (sales: readonly { eventId: string }[]) => {
    await deliver();
    await eventually(() => expect(firstHeard()).toEqual(sales.map(({ eventId }) => eventId)));
    expect(await shop.rows(`select sum(position)::int as passed from outbox.cursors where business_id = $1`)).toEqual([
      { passed: sales.length },
    ]);
  };

  it('keeps its place while the broker is away, and loses nothing when it is back', async () => {
    await proxy.down();
    await disconnected();
    const sales = [await shop.sell(), await shop.sell()];
    await expect(deliver()).rejects.toMatchObject({ name: 'TargetAway' });
    await expectNothingPassed();

    await proxy.up();
    await connected();
    await expectAllPassed(sales);
  });

  it('finds out by itself that nobody is at the other end any more', async () => {
    await broker.onApplicationShutdown();
    const quickToNotice = new URL(proxy.url);
    quickToNotice.searchParams.set('heartbeat', '1');
    await start(quickToNotice.toString());
    proxy.swallow();
    await disconnected();
    const sales = [await shop.sell(), await shop.sell()];
    await expect(deliver()).rejects.toMatchObject({ name: 'TargetAway' });
    await expectNothingPassed();

    proxy.heal();
    await connected();
    await expectAllPassed(sales);
  });

  it('does not wait for ever for a broker that takes the connection and says nothing', async () => {
    await broker.onApplicationShutdown();
    const sockets: Socket[] = [];
    const muteAtFirst = createServer((socket) => {
      sockets.push(socket);
      if (sockets.length === 1) return;
      const onwards = connect(Number(new URL(proxy.url).port), '127.0.0.1');
      onwards.on('error', () => undefined);
      socket
        .on('error', () => undefined)
        .pipe(onwards)
        .pipe(socket);
    });
    await once(muteAtFirst.listen(0, '127.0.0.1'), 'listening');
    const address = new URL(url);
    address.port = String((muteAtFirst.address() as AddressInfo).port);
    try {
      await start(address.toString());
      await expectAllPassed([await shop.sell()]);
    } finally {
      await broker.onApplicationShutdown();
      for (const socket of sockets) socket.destroy();
      muteAtFirst.close();
    }
  });

  it('does not take silence for a confirm: it tells again, and may be heard twice', async () => {
    const sales = [await shop.sell(), await shop.sell(), await shop.sell()];
    proxy.swallow('toClient');
    await expect(deliver()).rejects.toThrow('RabbitMQ confirmed nothing within 5000 ms');
    await expectNothingPassed();
    expect(await published('timed-out')).toBe(1);
    const heardInVain = heard.length;
    expect(heardInVain).toBeGreaterThan(0); // it was the answer that was lost

    await expect(deliver()).rejects.toThrow('RabbitMQ is away'); // nothing more on a channel that owes an answer
    proxy.heal(); // and it comes
    await eventually(() => broker.publish([]));
    await expectAllPassed(sales);
    expect(heard).toHaveLength(heardInVain + sales.length);
  });

  it('has one batch at a time on its way', async () => {
    const { businessId } = shop;
    const message = (messageId: string) => ({
      exchange: rabbit.topology.events,
      routingKey: `${businessId}.outlet.sales.something`,
      content: Buffer.from('{}'),
      properties: { messageId },
    });
    proxy.swallow('toClient');
    const [first, second] = await Promise.allSettled([
      broker.publish([message('1a'), message('1b')]),
      broker.publish([message('2a')]),
    ]);
    expect([first.status, second.status]).toEqual(['rejected', 'rejected']);
    await eventually(() => expect(firstHeard()).toEqual(['1a', '1b']));
  });

  it('makes anew what somebody has deleted', async () => {
    await rabbit.channel.deleteExchange(rabbit.topology.events);
    const sales = [await shop.sell()];
    await expect(deliver()).rejects.toMatchObject({ name: 'TargetAway' });
    await connected();
    await eventually(deliver);
    expect(await shop.rows(`select sum(position)::int as passed from outbox.cursors where business_id = $1`)).toEqual([
      { passed: sales.length },
    ]);
    await eventually(async () =>
      expect((await rabbit.take('pos.transactions')).map(({ properties }) => properties.messageId)).toContain(
        sales[0]!.eventId,
      ),
    );
  });

  it('survives a connection that breaks while it is set up', async () => {
    for (let bytes = 100; bytes <= BYTES_OF_A_SET_UP; bytes += 150) {
      const cut = proxy.cutAfterBytes(bytes);
      proxy.reset();
      await cut;
      await connected();
    }
    await expectAllPassed([await shop.sell()]);
  });

  it('ends in time though nobody answers', async () => {
    proxy.swallow();
    await expect(broker.onApplicationShutdown()).resolves.toBeUndefined();
  }, 10_000); // before a heartbeat would be missed
});
