import { newId } from '../../src/kernel/ids';
import { Broker } from '../../src/platform/messaging/broker';
import { RabbitMqSender } from '../../src/platform/messaging/rabbitmq.sender';
import { Metrics } from '../../src/platform/observability/metrics';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';
import { RecordedShop } from '../support/recorded-shop';

/** Small, so that a test can fill a queue. */
const LIMITS = { delaysMs: [10], lengthMax: 20, bytesMax: 1024 ** 2 };

describeWithService('rabbitmq', 'The bridge to RabbitMQ', (url) => {
  let app: AppDatabase;
  let shop: RecordedShop;
  let rabbit: RabbitMqOfItsOwn;
  let metrics: Metrics;
  let broker: Broker;
  let sender: RabbitMqSender;

  beforeAll(async () => {
    app = await openAppDatabase();
    rabbit = await RabbitMqOfItsOwn.at(url, LIMITS);
    metrics = new Metrics();
    broker = new Broker(rabbit.environment(), rabbit.topology, metrics);
    sender = new RabbitMqSender(broker, rabbit.topology);
    await broker.onApplicationBootstrap();
    await eventually(() => broker.publish([]));
  });
  beforeEach(async () => {
    shop = await RecordedShop.open(app.owner);
  });
  afterEach(async () => {
    for (const { name } of rabbit.topology.queues) await rabbit.channel.purgeQueue(name);
  });
  afterAll(async () => {
    await broker.onApplicationShutdown();
    await rabbit.remove();
    await app.close();
  });

  const deliver = () => app.deliver(sender, shop.businessId);
  const idsOf = (messages: { properties: { messageId?: unknown } }[]) =>
    messages.map(({ properties }) => properties.messageId);
  const position = async () =>
    (
      await shop.rows<{ position: number }>(
        'select coalesce(sum(position), 0)::int as position from outbox.cursors where business_id = $1',
      )
    )[0]!.position;
  const published = async (result: string) =>
    (await metrics.rabbitMqPublishes.get()).values.find(({ labels }) => labels.result === result)?.value ?? 0;

  it('tells every fact in the order of its outlet, as a CloudEvent under its routing key', async () => {
    const [outletId] = shop.outletIds;
    const heard = await rabbit.hear(`${shop.businessId}.#`);
    const sales = [await shop.sell(), await shop.sell(), await shop.sell()];
    await deliver();

    await eventually(() => expect(idsOf(heard)).toEqual(sales.map(({ eventId }) => eventId)));
    const [first] = heard;
    expect(first!.fields.routingKey).toBe(`${shop.businessId}.${outletId}.sales.transaction-created`);
    expect(first!.properties).toMatchObject({
      deliveryMode: 2,
      contentType: 'application/cloudevents+json',
      type: 'sales.transaction-created',
      correlationId: 'test',
    });
    expect(first!.properties.headers).toEqual({
      type: 'sales.transaction-created',
      version: 1,
      businessId: shop.businessId,
      outletId,
      correlationId: 'test',
    });
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

  it('keeps each outlet in its order, however small the batches are', async () => {
    const heard = await rabbit.hear(`${shop.businessId}.#`);
    const sold: Record<string, string[]> = {};
    for (let sale = 0; sale < 12; sale++) {
      const outletId = shop.outletIds[sale % 2]!;
      (sold[outletId] ??= []).push((await shop.sell({ outletId })).eventId);
    }
    await app.deliver(sender, shop.businessId, 3);

    await eventually(() => expect(heard).toHaveLength(12));
    for (const outletId of shop.outletIds) {
      const ofOutlet = heard.filter(({ properties }) => properties.headers!.outletId === outletId);
      expect(idsOf(ofOutlet)).toEqual(sold[outletId]);
    }
  });

  it('fills the queues of the seed, each with the events of its module', async () => {
    const [outletId] = shop.outletIds;
    const queueOf: Record<string, string> = {
      'sales.shift-closed': 'pos.transactions',
      'inventory.stock-level-changed': 'inventory.stock',
      'kitchen.order-created': 'kds.orders',
      'customers.points-earned': 'customers.loyalty',
      'notifications.low-stock': 'notifications.send',
    };
    await shop.append(outletId, ...Object.keys(queueOf).map((type) => ({ type, payload: {} })));
    await deliver();

    for (const [type, queue] of Object.entries(queueOf)) {
      const taken = await eventually(async () => {
        const messages = await rabbit.take(queue);
        expect(messages).not.toEqual([]);
        return messages;
      });
      expect([queue, taken.map(({ properties }) => properties.type)]).toEqual([queue, [type]]);
    }
  });

  it('goes on where nobody has bound to an event, and counts it', async () => {
    const before = { returned: await published('returned'), confirmed: await published('confirmed') };
    await shop.append(shop.outletIds[0], { type: 'audit.entry-made', payload: {} });
    await deliver();
    expect(await position()).toBe(1);
    await eventually(async () => expect(await published('returned')).toBe(before.returned + 1));
    expect(await published('confirmed')).toBe(before.confirmed + 1);
  });

  it('goes on when a queue that nobody reads is full, and that drives out no dead letter', async () => {
    const { channel, topology } = rabbit;
    channel.publish(topology.deadLetters, topology.failedKey('pos.transactions'), Buffer.from('a dead letter'));
    const sales: string[] = [];
    for (let sale = 0; sale < LIMITS.lengthMax * 2 + 3; sale++) sales.push((await shop.sell()).eventId);
    await deliver();

    expect(await position()).toBe(sales.length);
    await eventually(async () =>
      expect((await channel.checkQueue(rabbit.name('tillbook.dropped'))).messageCount).toBe(LIMITS.lengthMax),
    );
    expect(idsOf(await rabbit.take('pos.transactions'))).toEqual(sales.slice(-LIMITS.lengthMax));
    expect(idsOf(await rabbit.take('tillbook.dropped'))).toEqual(sales.slice(3, -LIMITS.lengthMax));
    expect((await rabbit.take('tillbook.dead-letters')).map(({ content }) => content.toString())).toEqual([
      'a dead letter',
    ]);
  });

  it('keeps its place while somebody’s queue refuses the messages', async () => {
    const { channel, topology } = rabbit;
    const refusing = rabbit.name('refusing');
    await channel.assertQueue(refusing, { exclusive: true, maxLength: 1, overflow: 'reject-publish' });
    await channel.bindQueue(refusing, topology.events, `${shop.businessId}.#`);
    const sales = [await shop.sell(), await shop.sell(), await shop.sell()];
    await expect(deliver()).rejects.toMatchObject({ name: 'TargetAway' });
    expect(await position()).toBeLessThan(sales.length);
    expect(await published('refused')).toBeGreaterThan(0);

    await channel.deleteQueue(refusing);
    const heard = await rabbit.hear(`${shop.businessId}.#`);
    await deliver();
    expect(await position()).toBe(sales.length);
    await eventually(() => expect(idsOf(heard)).toContain(sales.at(-1)!.eventId));
  });

  it('does not take a message that cannot be sent for a broker that is away', async () => {
    const message = { exchange: rabbit.topology.events, routingKey: 'a.b.c', properties: { messageId: newId() } };
    const huge = { ...message, content: Buffer.alloc(16 * 1024 ** 2 + 1) };
    await expect(broker.publish([huge])).rejects.toThrow('too large');
    const wordy = { ...message, content: Buffer.from('{}'), routingKey: 'x'.repeat(300) };
    await expect(broker.publish([wordy])).rejects.not.toMatchObject({ name: 'TargetAway' });
    await expect(broker.publish([{ ...message, content: Buffer.from('{}') }])).resolves.toBeUndefined();
  });
});
