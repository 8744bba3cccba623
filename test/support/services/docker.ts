import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GenericContainer, StartedTestContainer } from 'testcontainers';
import { ServiceUnavailable, type Service, type ServiceName } from './service';

const START_TIMEOUT_MS = 120_000; // with the pull of the image

interface Recipe {
  readonly image: string;
  readonly port: number;
  readonly url: (address: string) => string;
  readonly adjust?: (container: GenericContainer) => GenericContainer;
}

const recipes: Record<ServiceName, Recipe> = {
  postgres: {
    image: 'postgres:18',
    port: 5432,
    url: (address) => `postgresql://postgres:postgres@${address}/postgres`,
    adjust: (container) =>
      container
        .withEnvironment({ POSTGRES_PASSWORD: 'postgres' })
        .withCommand(['postgres', '-c', 'max_connections=200', '-c', 'fsync=off']),
  },
  redis: { image: 'redis:8', port: 6379, url: (address) => `redis://${address}` },
  rabbitmq: { image: 'rabbitmq:4', port: 5672, url: (address) => `amqp://guest:guest@${address}` },
};

/** A container that testcontainers removes, also when this process dies. */
export async function startInDocker(name: ServiceName): Promise<Service> {
  if (!hasDocker()) throw new ServiceUnavailable('no Docker is running');
  const { image, port, url } = recipes[name];
  const starting = startContainer(recipes[name]);
  try {
    const container = await Promise.race([starting, giveUp()]);
    const address = `${container.getHost()}:${container.getMappedPort(port)}`;
    return { name, url: url(address), source: `Docker (${image})`, stop: async () => void (await container.stop()) };
  } catch (error) {
    void starting.then((late) => late.stop()).catch(() => {});
    throw new ServiceUnavailable(`Docker: ${(error as Error).message}`);
  }
}

async function startContainer({ image, port, adjust }: Recipe): Promise<StartedTestContainer> {
  const { GenericContainer } = await import('testcontainers'); // slow to load, and often not needed
  const container = new GenericContainer(image).withExposedPorts(port);
  return (adjust?.(container) ?? container).start();
}

async function giveUp(): Promise<never> {
  await sleep(START_TIMEOUT_MS, undefined, { ref: false });
  throw new Error(`nothing after ${START_TIMEOUT_MS / 1000} s`);
}

function hasDocker(): boolean {
  const sockets = ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock')];
  if (process.env.XDG_RUNTIME_DIR) sockets.push(join(process.env.XDG_RUNTIME_DIR, 'docker.sock'));
  return process.env.DOCKER_HOST !== undefined || sockets.some((path) => existsSync(path));
}
