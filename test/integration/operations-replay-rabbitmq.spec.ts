import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { SystemClock } from '../../src/kernel/clock';
import { newId } from '../../src/kernel/ids';
import { ReplayListenerUseCase } from '../../src/modules/operations/use-cases/replay-listener.use-case';
import { ListenerDiscovery } from '../../src/platform/events/listener-discovery';
import { Broker } from '../../src/platform/messaging/broker';
import { RabbitMqSender } from '../../src/platform/messaging/rabbitmq.sender';
import { Metrics } from '../../src/platform/observability/metrics';
import { type AppDatabase, openAppDatabase } from '../support/app-database';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { FailingShop } from '../support/picky-listener';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';
import { RecordedShop } from '../support/recorded-shop';

describeWithService('rabbitmq', 'A replay of the bridge to RabbitMQ', (url) => {
  let app: AppDatabase;
  let rabbit: RabbitMqOfItsOwn;
  let broker: Broker;
  let sender: RabbitMqSender;

  beforeAll(async () => {
    app = await openAppDatabase();
    rabbit = await RabbitMqOfItsOwn.at(url);
    broker = new Broker(rabbit.environment(), rabbit.topology, new Metrics());
    sender = new RabbitMqSender(broker, rabbit.topology);
    await broker.onApplicationBootstrap();
    await eventually(() => broker.publish([]));
  });
  afterAll(async () => {
    await broker.onApplicationShutdown();
    await rabbit.remove();
    await app.close();
  });

  it('sends the events again under the same message ids, which consumers tell repeats by', async () => {
    const shop = await RecordedShop.open(app.owner);
    const { owner } = new FailingShop(app, shop);
    const heard = await rabbit.hear(`${shop.businessId}.*.sales.#`);
    const ids = [(await shop.sell()).eventId, (await shop.sell()).eventId, (await shop.sell()).eventId];
    await app.deliver(sender, shop.businessId);
    await eventually(() => expect(heard).toHaveLength(3));

    // This process has no bridge: it knows the listener by its cursors alone.
    const context = await Test.createTestingModule({
      imports: [DiscoveryModule],
      providers: [ListenerDiscovery],
    }).compile();
    const replays = new ReplayListenerUseCase(app.database, context.get(ListenerDiscovery), new SystemClock());
    await replays.execute(owner, { listener: 'rabbitmq', fromSeq: 2 }, newId());
    await app.deliver(sender, shop.businessId);
    await eventually(() =>
      expect(heard.map(({ properties }) => properties.messageId as string)).toEqual([...ids, ...ids.slice(1)]),
    );
    await context.close();
  });
});
