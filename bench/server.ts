import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Pool } from 'undici';

const START_MS = 30_000;
const MS_PER_TICK = 10;

export interface BenchServer {
  readonly url: string;
  readonly http: Pool;
  /** Processor time that the process has used, in milliseconds. */
  cpuMs(): number;
  /** The most memory that the process has had, in MiB. */
  peakMemoryMiB(): number;
  stop(): Promise<void>;
}

/** The built app, as an operator runs it. */
export async function startServer(databaseUrl: string, role: 'all' | 'api' | 'worker'): Promise<BenchServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', join(__dirname, '../dist/main.js')], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      APP_ROLE: role,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_MAX: '24',
      JWT_SECRET: 'bench-only-secret-of-more-than-32-characters',
      LOG_LEVEL: 'warn',
      REQUESTS_PER_MINUTE: '1000000',
      REDIS_URL: '',
      RABBITMQ_URL: '',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const http = new Pool(url, { connections: 300, pipelining: 1 });
  await untilReady(http, () => child.exitCode);
  return {
    url,
    http,
    cpuMs: () => {
      const [user, system] = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ').slice(11, 13);
      return (Number(user) + Number(system)) * MS_PER_TICK;
    },
    peakMemoryMiB: () => {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      return Math.round(Number(peak) / 1_024);
    },
    stop: async () => {
      await http.close();
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

export async function request<Body>(
  http: Pool,
  method: 'GET' | 'POST',
  path: string,
  options: { token?: string; key?: string; body?: unknown } = {},
): Promise<Body> {
  const { statusCode, body } = await http.request({
    method,
    path: `/api/v1${path}`,
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.key ? { 'idempotency-key': options.key } : {}),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  if (statusCode >= 400) throw new Error(`${method} ${path}: ${statusCode} ${await body.text()}`);
  return (await body.json()) as Body;
}

async function untilReady(http: Pool, exitCode: () => number | null): Promise<void> {
  const until = performance.now() + START_MS;
  while (performance.now() < until) {
    if (exitCode() !== null) throw new Error(`the server ended with ${exitCode()}`);
    const ready = await http.request({ method: 'GET', path: '/health/ready' }).catch(() => null);
    await ready?.body.dump();
    if (ready?.statusCode === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`the server was not ready within ${START_MS} ms`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
