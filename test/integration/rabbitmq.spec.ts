import { randomUUID } from 'node:crypto';
import { type Channel, connect, type ConsumeMessage } from 'amqplib';
import { readEnvironment } from '../../src/platform/config/environment';
import { Broker, EVENTS_EXCHANGE } from '../../src/platform/messaging/broker';
import { RabbitMqSender } from '../../src/platform/messaging/rabbitmq.sender';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { FaultProxy } from '../support/fault-proxy';
import { RecordedShop } from '../support/recorded-shop';

describeWithService('rabbitmq', 'RabbitMQ', (url) => {
  let app: AppDatabase;
  let shop: RecordedShop;
  let proxy: FaultProxy;
  let broker: Broker;
  let sender: RabbitMqSender;
  let heard: ConsumeMessage[];
  let listening: { channel: Channel; close(): Promise<void> };

  beforeAll(async () => {
    app = await openAppDatabase();
    proxy = await FaultProxy.before(url);
    broker = new Broker(readEnvironment({ RABBITMQ_URL: proxy.url }));
    sender = new RabbitMqSender(broker);
    await broker.onApplicationBootstrap();
    const connection = await connect(url);
    const channel = await connection.createChannel();
    listening = { channel, close: () => connection.close() };
  });
  beforeEach(async () => {
    shop = await RecordedShop.open(app.owner);
    await reachable();
    heard = [];
    const queue = `tillbook-test-${randomUUID()}`;
    await listening.channel.assertQueue(queue, { exclusive: true, autoDelete: true });
    await listening.channel.bindQueue(queue, EVENTS_EXCHANGE, `${shop.businessId}.#`);
    await listening.channel.consume(queue, (message) => message && heard.push(message), { noAck: true });
  });
  afterAll(async () => {
    await listening.close();
    await broker.onApplicationShutdown();
    await proxy.stop();
    await app.close();
  });

  const reachable = () => eventually(() => broker.publish([]));
  const idsHeard = () => heard.map(({ properties }) => properties.messageId as string);

  it('hears every fact in the order of its outlet, as a CloudEvent under its routing key', async () => {
    const [outletId] = shop.outletIds;
    const sales = [await shop.sell(), await shop.sell(), await shop.sell()];
    await app.deliver(sender, shop.businessId);

    await eventually(async () => expect(idsHeard()).toEqual(sales.map(({ eventId }) => eventId)));
    const [first] = heard;
    expect(first!.fields.routingKey).toBe(`${shop.businessId}.${outletId}.sales.transaction-created`);
    expect(first!.properties).toMatchObject({ deliveryMode: 2, contentType: 'application/cloudevents+json' });
    const { eventId, ...sale } = sales[0]!;
    expect(JSON.parse(first!.content.toString())).toMatchObject({
      specversion: '1.0',
      id: eventId,
      type: 'sales.transaction-created',
      source: `/businesses/${shop.businessId}/streams/${outletId}`,
      sequence: '000000000001',
      data: sale,
    });
  });

  it('keeps its place while the broker is away, and loses nothing when it is back', async () => {
    await proxy.down();
    const sales = [await shop.sell(), await shop.sell()];
    await eventually(async () => expect(app.deliver(sender, shop.businessId)).rejects.toThrow('RabbitMQ'));
    const positions = await shop.rows(
      `select position::int from outbox.cursors where business_id = $1 and position > 0`,
    );
    expect(positions).toEqual([]);

    await proxy.up();
    await reachable();
    await app.deliver(sender, shop.businessId);
    await eventually(async () => expect([...new Set(idsHeard())]).toEqual(sales.map(({ eventId }) => eventId)));
  });
});
