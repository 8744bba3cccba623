import { randomBytes, randomUUID } from 'node:crypto';
import { type Channel, type ChannelModel, connect, type ConsumeMessage, type GetMessage } from 'amqplib';
import { type Environment, readEnvironment } from '../../src/platform/config/environment';
import { Topology } from '../../src/platform/messaging/topology';

/** The run's RabbitMQ with exchanges and queues of one's own, and a session there as another system would have it. */
export class RabbitMqOfItsOwn {
  private constructor(
    readonly variables: { readonly RABBITMQ_URL: string; readonly RABBITMQ_PREFIX: string },
    readonly topology: Topology,
    readonly channel: Channel,
    private readonly connection: ChannelModel,
  ) {}

  static async at(url: string, limits?: ConstructorParameters<typeof Topology>[1]): Promise<RabbitMqOfItsOwn> {
    const variables = { RABBITMQ_URL: url, RABBITMQ_PREFIX: `test-${randomBytes(4).toString('hex')}.` };
    const connection = await connect(url);
    const channel = await connection.createChannel();
    return new RabbitMqOfItsOwn(variables, new Topology(readEnvironment(variables), limits), channel, connection);
  }

  /** What a process is told; `url` leads to the broker by another way, such as a faulty network. */
  environment(url = this.variables.RABBITMQ_URL): Environment {
    return readEnvironment({ ...this.variables, RABBITMQ_URL: url });
  }

  name(shortName: string): string {
    return `${this.variables.RABBITMQ_PREFIX}${shortName}`;
  }

  /** All that comes by an exchange, from now on. */
  async hear(pattern: string, exchange = this.topology.events): Promise<ConsumeMessage[]> {
    const heard: ConsumeMessage[] = [];
    const queue = `${this.variables.RABBITMQ_PREFIX}${randomUUID()}`;
    await this.channel.assertQueue(queue, { exclusive: true, autoDelete: true });
    await this.channel.bindQueue(queue, exchange, pattern);
    await this.channel.consume(queue, (message) => message && heard.push(message), { noAck: true });
    return heard;
  }

  /** What lies in a queue, taken out of it. */
  async take(shortName: string): Promise<GetMessage[]> {
    const taken: GetMessage[] = [];
    for (;;) {
      const message = await this.channel.get(this.name(shortName), { noAck: true });
      if (!message) return taken;
      taken.push(message);
    }
  }

  /** Durable queues outlive the test that made them. */
  async remove(...shortNames: string[]): Promise<void> {
    const channel = await this.connection.createChannel();
    const { queues, exchanges } = this.topology;
    for (const queue of [...queues.map(({ name }) => name), ...shortNames.map((name) => this.name(name))]) {
      await channel.deleteQueue(queue);
    }
    for (const { name } of exchanges) await channel.deleteExchange(name);
    await this.connection.close();
  }
}
