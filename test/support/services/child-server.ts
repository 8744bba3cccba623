import { spawn, type SpawnOptions } from 'node:child_process';
import { accessSync, closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const START_TIMEOUT_MS = 60_000;
const LOG_TAIL_CHARACTERS = 600;

export interface ChildServer {
  stop(): Promise<void>;
}

export const temporaryFolder = (name: string): string => mkdtempSync(join(tmpdir(), `tillbook-test-${name}-`));

/**
 * Starts a throw-away server in a process group of its own, and waits until it answers. It ends with `stop`, or with
 * this process, and takes `folder` along.
 */
export async function startChildServer(
  command: string,
  args: string[],
  { folder, env, isUp, afterKill = () => {} }: ChildServerOptions,
): Promise<ChildServer> {
  const logFile = join(folder, 'server.log');
  const log = openSync(logFile, 'a'); // a file: a pipe that a daemon of the server's inherits would keep Jest alive
  const options: SpawnOptions = { cwd: folder, env, detached: true, stdio: ['ignore', log, log] };
  const child = spawn(command, args, options);
  closeSync(log);
  child.unref();
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended ??= `it ended with ${signal ?? code}`));

  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // gone already
    }
    afterKill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', kill);

  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await isUp())) {
    if (ended === undefined && Date.now() > deadline) ended = `it did not answer in ${START_TIMEOUT_MS / 1000} s`;
    if (ended !== undefined) {
      throw new Error(`${command}: ${ended}\n${readFileSync(logFile, 'utf8').slice(-LOG_TAIL_CHARACTERS)}`);
    }
    await sleep(50);
  }
  return {
    async stop() {
      process.off('exit', kill);
      kill();
    },
  };
}

export interface ChildServerOptions {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly isUp: () => Promise<boolean>;
  readonly afterKill?: () => void;
}

/** The first of these programs that is installed. */
export function findProgram(...names: string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/bin'];
  const paths = names.flatMap((name) => (isAbsolute(name) ? [name] : folders.map((folder) => join(folder, name))));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
