import { type AsyncApiPart, payloadOf, placeIn } from '../events/asyncapi';
import { contractName, type EventContract } from '../events/event-contract';
import { cloudEventHeadersSchema, cloudEventSchema } from './cloud-event-schema';
import type { Queue, Topology } from './topology';

const BINDING_VERSION = '0.3.0';

/** Messages for other systems: every event of the application, and the queues that hold them. */
export function describeBroker(contracts: readonly EventContract[], topology: Topology): AsyncApiPart {
  return {
    servers: {
      rabbitmq: {
        host: 'localhost:5672',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: 'Where RABBITMQ_URL is set. Without it, and while it is away, sales go on.',
        security: [{ type: 'userPassword' }],
      },
    },
    channels: {
      events: describeExchange(contracts, topology),
      ...Object.fromEntries(queuesToRead(topology).map((queue) => [queue.name, describeQueue(queue, contracts)])),
    },
    operations: {
      publishEvents: {
        action: 'send',
        channel: placeIn('channels', 'events'),
        summary: 'Every fact, in the order of its outlet, at least once: the message id is the id of the event.',
        bindings: { amqp: { deliveryMode: 2, mandatory: true, ack: true, bindingVersion: BINDING_VERSION } },
      },
    },
  };
}

function describeExchange(contracts: readonly EventContract[], { events }: Topology): object {
  const exchange = { name: events, type: 'topic', durable: true, autoDelete: false };
  return {
    address: '{businessId}.{outletId}.{eventType}',
    servers: [placeIn('servers', 'rabbitmq')],
    description: 'The address is the routing key.',
    parameters: {
      businessId: { description: 'The business of which it is told.' },
      outletId: { description: 'The outlet; `business` where the fact belongs to none.' },
      eventType: { enum: [...new Set(contracts.map(({ type }) => type))] },
    },
    messages: Object.fromEntries(contracts.map((contract) => [contractName(contract), describeMessage(contract)])),
    bindings: { amqp: { is: 'routingKey', exchange, bindingVersion: BINDING_VERSION } },
  };
}

function describeMessage(contract: EventContract): object {
  return {
    name: contract.type,
    title: contractName(contract),
    summary: contract.description,
    contentType: 'application/cloudevents+json',
    correlationId: { location: '$message.payload#/correlationid' },
    headers: payloadOf(cloudEventHeadersSchema, 'sent'),
    payload: payloadOf(cloudEventSchema(contract), 'sent'),
  };
}

/** A delay queue is none: it gives a message back by itself. */
function queuesToRead({ queues, delays }: Topology): Queue[] {
  return queues.filter(({ bindings }) => !bindings.some(({ exchange }) => delays.includes(exchange)));
}

function describeQueue({ name, bindings }: Queue, contracts: readonly EventContract[]): object {
  const messages = contracts.filter(({ type }) => bindings.some(({ pattern }) => lets(pattern, type)));
  return {
    address: name,
    servers: [placeIn('servers', 'rabbitmq')],
    description: bindings.map(({ exchange, pattern }) => `Bound to ${exchange} by ${pattern}.`).join(' '),
    messages: Object.fromEntries(
      messages.map(contractName).map((message) => [message, placeIn('channels', 'events', 'messages', message)]),
    ),
    bindings: {
      amqp: { is: 'queue', queue: { name, durable: true, autoDelete: false }, bindingVersion: BINDING_VERSION },
    },
  };
}

/** Whether a pattern lets the events of a type through, of any business and outlet. */
function lets(pattern: string, type: string): boolean {
  const words = pattern.split('.').map((word) => ({ '*': '[^.]+', '#': '.*' })[word] ?? word);
  return new RegExp(`^${words.join('\\.')}$`).test(`business.outlet.${type}`);
}
