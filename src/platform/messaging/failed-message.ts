import type { ConsumeMessage } from 'amqplib';
import type { OutgoingMessage } from './broker';
import type { Topology } from './topology';

type Headers = Readonly<Record<string, unknown>> | undefined;

const ATTEMPTS = 'tillbook-attempts';
const ROUTING_KEY = 'tillbook-routing-key';
const FIRST_FAILED_AT = 'tillbook-first-failed-at';
const ERROR_LENGTH_MAX = 1_000;

export interface Failure {
  readonly consumer: string;
  /** Where the message comes back to. */
  readonly queue: string;
  readonly error: Error;
  /** To try it again would change nothing. */
  readonly isFinal: boolean;
}

/** The message as it goes on after a failure: back to its queue after a delay, or to the dead letters. */
export function afterFailure(
  topology: Topology,
  { fields, properties, content }: ConsumeMessage,
  { consumer, queue, error, isFinal }: Failure,
): OutgoingMessage & { readonly isDead: boolean } {
  const { contentType, contentEncoding, messageId, type, correlationId, timestamp } = properties;
  const attempts = attemptsOf(properties.headers) + 1;
  const delay = isFinal ? undefined : topology.delays[attempts - 1];
  return {
    exchange: delay ?? topology.deadLetters,
    routingKey: delay ? queue : topology.failedKey(queue),
    content,
    properties: {
      ...{ contentType, contentEncoding, messageId, type, correlationId, timestamp },
      headers: {
        ...sendersOwn(properties.headers),
        [ATTEMPTS]: attempts,
        [ROUTING_KEY]: originOf(properties.headers) ?? fields.routingKey,
        [FIRST_FAILED_AT]: properties.headers?.[FIRST_FAILED_AT] ?? new Date().toISOString(),
        'tillbook-consumer': consumer,
        'tillbook-queue': queue,
        'tillbook-last-error': error.message.slice(0, ERROR_LENGTH_MAX),
      },
    },
    isDead: delay === undefined,
  };
}

/** The routing key under which a message that comes back was sent at first. */
export function originOf(headers: Headers): string | undefined {
  const key = headers?.[ROUTING_KEY];
  return typeof key === 'string' ? key : undefined;
}

function attemptsOf(headers: Headers): number {
  const attempts = headers?.[ATTEMPTS];
  return typeof attempts === 'number' && attempts > 0 ? Math.trunc(attempts) : 0;
}

/** Without what the broker has written there, and without the copies that CC would have it send once more. */
function sendersOwn(headers: Headers): Record<string, unknown> {
  return Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => !/^(x-|CC$|BCC$)/.test(name)));
}
