import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { Broker } from '../../src/platform/messaging/broker';
import { RabbitMqSender } from '../../src/platform/messaging/rabbitmq.sender';
import { Metrics } from '../../src/platform/observability/metrics';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { eventually } from '../support/eventually';
import { noteOf, NoteTakers } from '../support/note-takers';
import { describeWithOwn } from '../support/own-services/describe-with-own';
import { OwnServer } from '../support/own-services/own-server';
import { RecordedShop } from '../support/recorded-shop';
import { temporaryFolder } from '../support/services/child-server';
import { prepareNode, rabbitMqProgram } from '../support/services/local-rabbitmq';

jest.setTimeout(120_000);

const NOTHING = '0.00001';
const ENOUGH = '0.4';

describeWithOwn('rabbitmq', 'A RabbitMQ that lacks memory', () => {
  let server: OwnServer;
  let app: AppDatabase;
  let takers: NoteTakers;
  let metrics: Metrics;
  let broker: Broker;
  let sender: RabbitMqSender;
  let giveMemory: (share: string) => Promise<unknown>;

  beforeAll(async () => {
    Logger.overrideLogger(['error', 'fatal']);
    const command = rabbitMqProgram()!;
    const folder = temporaryFolder('own-rabbitmq');
    const { url, env, isUp, endPortMapper } = await prepareNode(folder);
    server = await OwnServer.start(url, { command, args: [], env, folder, isUp, afterStop: endPortMapper });
    giveMemory = (share) =>
      promisify(execFile)(join(dirname(command), 'rabbitmqctl'), ['set_vm_memory_high_watermark', share], { env });
    app = await openAppDatabase();
    takers = await NoteTakers.open(url);
    metrics = new Metrics();
    broker = new Broker(takers.rabbit.environment(), takers.rabbit.topology, metrics);
    sender = new RabbitMqSender(broker, takers.rabbit.topology);
    await broker.onApplicationBootstrap();
    await eventually(() => broker.publish([]));
  });
  afterEach(async () => {
    await giveMemory(ENOUGH);
    await takers.clear();
  });
  afterAll(async () => {
    try {
      await broker?.onApplicationShutdown();
      await takers?.close();
      await app?.close();
    } finally {
      await server?.stop();
    }
  });

  const gauge = async (name: 'rabbitMqConnected' | 'rabbitMqBlocked') => (await metrics[name].get()).values[0]!.value;

  it('is given nothing until it has some again, on the same connection, and then everything', async () => {
    const shop = await RecordedShop.open(app.owner);
    const heard = await takers.rabbit.hear(`${shop.businessId}.#`);
    const deliver = () => app.deliver(sender, shop.businessId);
    await giveMemory(NOTHING);
    const sales = [await shop.sell(), await shop.sell(), await shop.sell()];
    await expect(deliver()).rejects.toMatchObject({ name: 'TargetAway' });
    expect([await gauge('rabbitMqBlocked'), await gauge('rabbitMqConnected')]).toEqual([1, 1]);
    for (let again = 0; again < 5; again++) {
      await expect(deliver()).rejects.toThrow('takes no messages for now');
    }
    expect(heard).toEqual([]);

    await giveMemory(ENOUGH);
    await eventually(async () => expect(await gauge('rabbitMqBlocked')).toBe(0));
    await deliver();
    await eventually(() => {
      const ids = heard.map(({ properties }) => properties.messageId as string);
      expect([...new Set(ids)]).toEqual(sales.map(({ eventId }) => eventId));
      // The first attempt was in its hands already; those that were refused here never came there.
      expect(ids.length).toBeLessThanOrEqual(2 * sales.length);
    });
  });

  it('still gives out what it has, and hears that it was taken', async () => {
    const notes = Array.from({ length: 20 }, (_, place) => noteOf(`note ${place}`));
    for (const note of notes) takers.send(note);
    await eventually(async () => expect(await takers.queue()).toMatchObject({ messageCount: notes.length }));
    await giveMemory(NOTHING);
    await takers.start();
    await takers.expectTaken(notes.map(({ text }) => text));
    await takers.end();
    expect(await takers.queue()).toMatchObject({ messageCount: 0 });
  });
});
