export type ServiceName = 'postgres' | 'redis' | 'rabbitmq';

export interface Service {
  readonly name: ServiceName;
  /** For PostgreSQL a log-in that may create databases. */
  readonly url: string;
  /** Where it was found, for the reader of a test run. */
  readonly source: string;
  stop(): Promise<void>;
}

/** Not here: the next rung of the ladder may have it. */
export class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
}

export const VARIABLES: Record<ServiceName, string> = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  rabbitmq: 'RABBITMQ_URL',
};

export const LABELS: Record<ServiceName, string> = { postgres: 'PostgreSQL', redis: 'Redis', rabbitmq: 'RabbitMQ' };

/** Of a service that we did not start. */
export async function notOurs(): Promise<void> {}
