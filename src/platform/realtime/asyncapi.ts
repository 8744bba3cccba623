import type { INestApplication } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { z } from 'zod';
import { invariant } from '../../kernel/invariant';
import { type AsyncApiPart, payloadOf, placeIn } from '../events/asyncapi';
import { contractName, type EventContract } from '../events/event-contract';
import { type AcknowledgedCommand, SOCKET_COMMAND } from './acknowledged-command';
import { authExpiredSchema, feedOpenedSchema, placeSchema, refusalSchema } from './feed-schemas';
import { handshakeSchema } from './handshake';
import { type Projection, SOCKET_PROJECTION } from './projection';

interface Feed {
  /** Without the slash. */
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly commands: readonly AcknowledgedCommand[];
}

/** The feeds of an application: who is let in, what is shown, what may be asked. */
export function describeFeeds(app: INestApplication, contracts: readonly EventContract[]): AsyncApiPart {
  const feeds = feedsOf(app);
  return {
    servers: {
      sockets: {
        host: 'localhost:3000',
        protocol: 'ws',
        description: 'Socket.IO 4 over WebSocket alone. A channel is a namespace.',
        security: [
          { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'As `token` in the handshake.' },
        ],
      },
    },
    channels: Object.fromEntries(feeds.map((feed) => [feed.name, describeFeed(feed, contracts)])),
    operations: Object.fromEntries(feeds.flatMap((feed) => [...describeOperations(feed)])),
  };
}

function feedsOf(app: INestApplication): Feed[] {
  const projections = marked<Projection>(app, SOCKET_PROJECTION);
  const commands = marked<AcknowledgedCommand>(app, SOCKET_COMMAND);
  const namespaces = new Set([...projections, ...commands].map(({ namespace }) => namespace));
  return [...namespaces].toSorted().map((namespace) => ({
    name: namespace.slice(1),
    projections: projections.filter((projection) => projection.namespace === namespace),
    commands: commands.filter((command) => command.namespace === namespace),
  }));
}

function marked<Provider>(app: INestApplication, mark: string): Provider[] {
  const [discovery, reflector] = [app.get(DiscoveryService, { strict: false }), app.get(Reflector)];
  return discovery
    .getProviders()
    .filter(({ metatype }) => metatype && reflector.get(mark, metatype))
    .map(({ instance }) => instance as Provider);
}

function describeFeed({ name, projections, commands }: Feed, contracts: readonly EventContract[]): object {
  return {
    address: `/${name}`,
    servers: [placeIn('servers', 'sockets')],
    description:
      'Messages are named as Socket.IO names its events. `connect` and `connect_error` are its own; what is called ' +
      '`….answer` comes as the acknowledgement of a command.',
    messages: {
      connect: received('What a client brings: the `auth` of its handshake.', handshakeSchema),
      connect_error: sent('The client is not let in. The refusal is the `data` of the error.', refusalSchema),
      'feed:opened': sent('The client is let in.', feedOpenedSchema),
      'auth:expired': sent('The server ends the socket: connect again with a new token.', authExpiredSchema),
      ...Object.fromEntries(projections.flatMap((projection) => [...describeFrames(projection, contracts)])),
      ...Object.fromEntries(commands.flatMap((command) => [...describeCommand(command)])),
    },
  };
}

function* describeFrames(projection: Projection, contracts: readonly EventContract[]) {
  const { eventType, message, alsoCalled = [], schema } = projection;
  const shown = contracts.filter(({ type }) => type === eventType);
  invariant(shown.length > 0, `${eventType} is shown, and no contract declares it`);
  const frame = placeSchema.extend(schema.shape);
  yield [message, sent(`${shown[0]!.description} Shows ${shown.map(contractName).join(', ')}.`, frame)] as const;
  for (const call of alsoCalled) yield [call, sent(`Sent after ${message}, with the same facts.`, frame)] as const;
}

function* describeCommand({ message, permission, schema, answer }: AcknowledgedCommand) {
  const done = answer.extend({ ok: z.literal(true) });
  const refused = refusalSchema.extend({ ok: z.literal(false) });
  yield [message, received(`Needs the permission ${permission}.`, schema)] as const;
  yield [answerTo(message), sent('Done once per `commandId`, or refused.', z.union([done, refused]))] as const;
}

function* describeOperations({ name, projections, commands }: Feed) {
  const channel = placeIn('channels', name);
  const messages = (...names: string[]) => names.map((one) => placeIn('channels', name, 'messages', one));
  const frames = projections.flatMap(({ message, alsoCalled = [] }) => [message, ...alsoCalled]);
  const admission = { channel, messages: messages('feed:opened', 'connect_error') };
  yield [`${name}.connect`, { action: 'receive', channel, messages: messages('connect'), reply: admission }] as const;
  yield [`${name}.show`, { action: 'send', channel, messages: messages(...frames, 'auth:expired') }] as const;
  for (const { message } of commands) {
    const reply = { channel, messages: messages(answerTo(message)) };
    yield [`${name}.${message}`, { action: 'receive', channel, messages: messages(message), reply }] as const;
  }
}

const answerTo = (message: string) => `${message}.answer`;
const sent = (summary: string, schema: z.ZodType) => ({ summary, payload: payloadOf(schema, 'sent') });
const received = (summary: string, schema: z.ZodType) => ({ summary, payload: payloadOf(schema, 'received') });
