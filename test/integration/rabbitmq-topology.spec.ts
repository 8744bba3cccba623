import { Logger } from '@nestjs/common';
import { type Channel, connect } from 'amqplib';
import { readEnvironment } from '../../src/platform/config/environment';
import { Broker } from '../../src/platform/messaging/broker';
import { Topology } from '../../src/platform/messaging/topology';
import { Metrics } from '../../src/platform/observability/metrics';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';

const SEED_QUEUES = ['pos.transactions', 'inventory.stock', 'kds.orders', 'customers.loyalty', 'notifications.send'];
const BOUNDS = { 'x-max-length': 100_000, 'x-max-length-bytes': 134_217_728, 'x-overflow': 'drop-head' };

describeWithService('rabbitmq', 'What is ours at the broker', (url) => {
  let rabbit: RabbitMqOfItsOwn;
  let brokers: Broker[];
  let complaints: string[];

  beforeEach(async () => {
    complaints = [];
    Logger.overrideLogger({
      log: () => undefined,
      error: () => undefined,
      warn: (line: string) => complaints.push(line),
    });
    rabbit = await RabbitMqOfItsOwn.at(url);
    brokers = [];
  });
  afterEach(async () => {
    for (const broker of brokers) await broker.onApplicationShutdown();
    await rabbit.remove();
  });

  async function startBroker(variables: NodeJS.ProcessEnv = {}): Promise<Broker> {
    const environment = readEnvironment({ ...rabbit.variables, ...variables });
    const broker = new Broker(environment, new Topology(environment), new Metrics());
    brokers.push(broker);
    await broker.onApplicationBootstrap();
    return broker;
  }
  const connected = (broker: Broker) => eventually(() => broker.publish([]));
  const content = Buffer.from('{}');

  /** What RabbitMQ refuses, it refuses by closing the channel. */
  async function accepts(declaration: (channel: Channel) => Promise<unknown>): Promise<boolean> {
    const connection = await connect(url);
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    const isAccepted = await declaration(channel).then(
      () => true,
      () => false,
    );
    await connection.close();
    return isAccepted;
  }
  /** A second declaration is accepted only when it is equal to the first. */
  const isDeclared = (shortName: string, args: Record<string, unknown>) =>
    accepts((channel) => channel.assertQueue(rabbit.name(shortName), { durable: true, arguments: args }));
  const hasExchange = (name: string) => accepts((channel) => channel.checkExchange(name));
  const seedQueue = (name: string, type: string) => ({
    ...BOUNDS,
    'x-queue-type': type,
    'x-dead-letter-exchange': rabbit.name('tillbook.dlx'),
    'x-dead-letter-routing-key': `dropped.${rabbit.name(name)}`,
  });

  it('is made at the first connect, durable, bounded, and with a way out of every queue', async () => {
    await connected(await startBroker());
    for (const exchange of ['tillbook.events', 'tillbook.dlx']) {
      await rabbit.channel.assertExchange(rabbit.name(exchange), 'topic', { durable: true });
    }
    for (const queue of SEED_QUEUES) {
      expect([queue, await isDeclared(queue, seedQueue(queue, 'classic'))]).toEqual([queue, true]);
    }
    for (const ms of [1_000, 2_000, 4_000]) {
      const delay = { ...BOUNDS, 'x-queue-type': 'classic', 'x-message-ttl': ms, 'x-dead-letter-exchange': '' };
      expect([ms, await isDeclared(`tillbook.delay.${ms}ms`, delay)]).toEqual([ms, true]);
    }
    for (const queue of ['tillbook.dead-letters', 'tillbook.dropped']) {
      expect([queue, await isDeclared(queue, { ...BOUNDS, 'x-queue-type': 'classic' })]).toEqual([queue, true]);
    }
    expect(await isDeclared('kds.orders', { ...seedQueue('kds.orders', 'classic'), 'x-max-length': 7 })).toBe(false);
  });

  it('is made of quorum queues where that is wished for', async () => {
    await connected(await startBroker({ RABBITMQ_QUEUE_TYPE: 'quorum' }));
    for (const queue of SEED_QUEUES) {
      const expected = { ...seedQueue(queue, 'quorum'), 'x-delivery-limit': 100_000 };
      expect([queue, await isDeclared(queue, expected)]).toEqual([queue, true]);
    }
    const delay = { ...BOUNDS, 'x-queue-type': 'quorum', 'x-message-ttl': 1_000, 'x-dead-letter-exchange': '' };
    const careful = { ...delay, 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };
    expect(await isDeclared('tillbook.delay.1000ms', careful)).toBe(true);
  });

  it.each(['classic', 'quorum'])('gives a message back after a delay to its queue and no other: %s', async (type) => {
    const broker = await startBroker({ RABBITMQ_QUEUE_TYPE: type });
    await connected(broker);
    const [exchange] = rabbit.topology.delays as [string];
    const message = { exchange, content, properties: { messageId: 'a late one' } };
    await broker.publish([{ ...message, routingKey: rabbit.name('kds.orders') }]);

    await eventually(async () => {
      const taken = await rabbit.take('kds.orders');
      expect(taken.map(({ properties }) => properties.messageId)).toEqual(['a late one']);
    });
    for (const queue of SEED_QUEUES) expect(await rabbit.take(queue)).toEqual([]);
  });

  it('keeps what somebody else’s consumer refuses', async () => {
    const broker = await startBroker();
    await connected(broker);
    const key = 'business.outlet.sales.transaction-created';
    await broker.publish([{ exchange: rabbit.topology.events, routingKey: key, content, properties: {} }]);
    const refused = await rabbit.channel.get(rabbit.name('pos.transactions'));
    rabbit.channel.nack(refused as Exclude<typeof refused, false>, false, false);

    const [dropped] = await eventually(async () => {
      const taken = await rabbit.take('tillbook.dropped');
      expect(taken).toHaveLength(1);
      return taken;
    });
    expect(dropped!.properties.headers).toMatchObject({ 'x-first-death-reason': 'rejected' });
  });

  it('is not forced upon a broker that has something else under its name: it says which, once, and tries on', async () => {
    const foreign = rabbit.name('pos.transactions');
    await rabbit.channel.assertQueue(foreign, { durable: true, maxLength: 7 });
    const broker = await startBroker();
    const before = await eventually(() => {
      expect(complaints).toHaveLength(1);
      return complaints[0]!;
    });
    expect(before).toContain(`the queue ${foreign} is there with other arguments`);
    await expect(broker.publish([])).rejects.toMatchObject({ name: 'TargetAway' });
    for (let attempt = 0; attempt < 2; attempt++) {
      await rabbit.channel.deleteExchange(rabbit.topology.deadLetters);
      await eventually(async () => expect(await hasExchange(rabbit.topology.deadLetters)).toBe(true));
    }

    await rabbit.channel.deleteQueue(foreign);
    await connected(broker);
    expect(complaints).toEqual([before]);
  });
});
