import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../src/platform/database/embedded-postgres/free-port';
import { findProgram, startChildServer, temporaryFolder } from './child-server';
import { logIn } from './log-in';
import { ServiceUnavailable, type Service } from './service';

/** Debian's program on the PATH first becomes the user rabbitmq, who may not write where we do: prefer what it runs. */
const PROGRAMS = ['/usr/lib/rabbitmq/bin/rabbitmq-server', 'rabbitmq-server'];

export const rabbitMqProgram = (): string | undefined => findProgram(...PROGRAMS);

export async function startRabbitMq(): Promise<Service> {
  const program = rabbitMqProgram();
  if (!program) throw new ServiceUnavailable('no rabbitmq-server is installed');
  const folder = temporaryFolder('rabbitmq');
  const { url, ...node } = await prepareNode(folder);
  const answers = () =>
    node.isUp().then(
      () => true,
      () => false,
    );
  const { stop } = await startChildServer(program, [], {
    folder,
    env: node.env,
    isUp: answers,
    afterKill: node.endPortMapper,
  });
  return { name: 'rabbitmq', url, source: program, stop };
}

interface Node {
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly isUp: () => Promise<void>;
  readonly endPortMapper: () => void;
}

/** A node with everything of its own: folder, name, ports, and port mapper, so that it meets no other on this machine. */
export async function prepareNode(folder: string): Promise<Node> {
  const [port, distributionPort, mapperPort] = [await freePort(), await freePort(), await freePort()];
  const config = join(folder, 'rabbitmq.conf');
  const plugins = join(folder, 'enabled_plugins');
  writeFileSync(plugins, '[].\n');
  writeFileSync(
    config,
    `listeners.tcp.1 = 127.0.0.1:${port}\nvm_memory_high_watermark.relative = 0.2\ndisk_free_limit.absolute = 50MB\n`,
  );
  const env = {
    ...process.env,
    HOME: folder, // the cookie of the Erlang node
    RABBITMQ_BASE: folder,
    RABBITMQ_CONFIG_FILE: config,
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_ENABLED_PLUGINS_FILE: plugins,
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_NODENAME: `tillbook-test-${process.pid}-${port}@localhost`,
    RABBITMQ_DIST_PORT: String(distributionPort),
    RABBITMQ_SERVER_START_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(mapperPort),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_RELAXED_COMMAND_CHECK: '1', // lets us end the mapper though a node, killed a moment ago, is in its list
  };
  const url = `amqp://guest:guest@127.0.0.1:${port}`;
  return { url, env, isUp: () => logIn('rabbitmq', url), endPortMapper: () => endPortMapper(env) };
}

/** The mapper is a daemon that outlives its node. This one has a port of its own, so no other node can be using it. */
function endPortMapper(env: NodeJS.ProcessEnv & { ERL_EPMD_PORT: string }): void {
  const program = findProgram('epmd');
  if (program) spawnSync(program, ['-port', env.ERL_EPMD_PORT, '-kill'], { env, timeout: 5_000 });
}
