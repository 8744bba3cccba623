import { logIn } from './services/log-in';
import { startInDocker } from './services/docker';
import { startLocally } from './services/local-servers';
import { notOurs, ServiceUnavailable, VARIABLES, type Service, type ServiceName } from './services/service';

export { ServiceUnavailable, type Service, type ServiceName };

const LOCAL_LOG_INS: Record<ServiceName, string[]> = {
  postgres: ['postgresql://postgres@127.0.0.1:5432/postgres', 'postgresql://postgres:postgres@127.0.0.1:5432/postgres'],
  redis: ['redis://127.0.0.1:6379'],
  rabbitmq: ['amqp://guest:guest@127.0.0.1:5672'],
};

/** Finds a service, or starts one: `ServiceUnavailable` says where it was looked for. */
export async function resolveService(name: ServiceName): Promise<Service> {
  const named = process.env[VARIABLES[name]];
  if (named) return fromEnvironment(name, named);
  const reasons = [`${VARIABLES[name]} is not set`];
  for (const rung of [onLocalhost, startInDocker, startLocally]) {
    try {
      return await rung(name);
    } catch (error) {
      if (!(error instanceof ServiceUnavailable)) throw error;
      reasons.push(error.message);
    }
  }
  throw new ServiceUnavailable(reasons.join('; '));
}

/** What is asked for by name has to answer. To go on with another would test something else than was meant. */
async function fromEnvironment(name: ServiceName, url: string): Promise<Service> {
  try {
    await logIn(name, url);
  } catch (error) {
    throw new Error(`${VARIABLES[name]} is set, but ${(error as Error).message}`, { cause: error });
  }
  return { name, url, source: VARIABLES[name], stop: notOurs };
}

async function onLocalhost(name: ServiceName): Promise<Service> {
  const reasons: string[] = [];
  for (const url of LOCAL_LOG_INS[name]) {
    try {
      await logIn(name, url);
      return { name, url, source: 'localhost', stop: notOurs };
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new ServiceUnavailable(reasons.join('; '));
}
