import type { INestApplication } from '@nestjs/common';
import { readEnvironment } from '../platform/config/environment';
import { describeBroker } from '../platform/messaging/asyncapi';
import { Topology } from '../platform/messaging/topology';
import { describeFeeds } from '../platform/realtime/asyncapi';
import { EVENT_CONTRACTS } from './event-contracts';

/** What goes over sockets and through RabbitMQ, AsyncAPI 3; committed as docs/asyncapi.json, and CI compares the two. */
export function describeMessages(app: INestApplication): object {
  const parts = [
    describeFeeds(app, EVENT_CONTRACTS),
    describeBroker(EVENT_CONTRACTS, new Topology(readEnvironment({}))),
  ];
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Tillbook',
      version: '1',
      description:
        'What goes over sockets and through RabbitMQ. Money is an integer in minor units; quantities are decimal strings.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: together(parts.map(({ servers }) => servers)),
    channels: together(parts.map(({ channels }) => channels)),
    operations: together(parts.map(({ operations }) => operations)),
  };
}

function together(sections: readonly Readonly<Record<string, object>>[]): Record<string, object> {
  return Object.assign({}, ...sections) as Record<string, object>;
}
