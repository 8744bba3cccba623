import type { Channel } from 'amqplib';
import type { Queue, Topology } from './topology';

/** The broker has something else under a name of ours, and keeps it. */
class TopologyRefused extends Error {
  override readonly name = 'TopologyRefused';
}

export async function assertTopology(channel: Channel, { exchanges, queues }: Topology): Promise<void> {
  for (const { name, type } of exchanges) {
    await channel.assertExchange(name, type, { durable: true }).catch(refused('exchange', name));
  }
  for (const queue of queues) await assertQueue(channel, queue);
}

export async function assertQueue(channel: Channel, queue: Queue): Promise<void> {
  const { name, bindings } = queue;
  await channel.assertQueue(name, { durable: true, arguments: queue.arguments }).catch(refused('queue', name));
  for (const { exchange, pattern } of bindings) await channel.bindQueue(name, exchange, pattern);
}

const PRECONDITION_FAILED = 406;

function refused(kind: string, name: string) {
  return (error: Error & { code?: number }): never => {
    if (error.code !== PRECONDITION_FAILED) throw error;
    throw new TopologyRefused(
      `the ${kind} ${name} is there with other arguments; it has to be deleted, and will be made anew (${error.message})`,
    );
  };
}
