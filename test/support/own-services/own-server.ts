import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../eventually';

const START_MS = 60_000;
const LOG_TAIL_CHARACTERS = 600;

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Where it keeps what it has been told; goes when the test ends. */
  readonly folder: string;
  readonly account?: { readonly uid: number; readonly gid: number } | undefined;
  readonly isUp: () => Promise<void>;
  /** What it leaves running outside its own processes. */
  readonly afterStop?: () => void;
}

/** A server that a test may kill, and start again at the same place with the same data. */
export class OwnServer {
  private child: ChildProcess | undefined;
  private readonly endWithUs = (): void => this.clear();

  private constructor(
    readonly url: string,
    private readonly program: Program,
  ) {
    process.once('exit', this.endWithUs);
  }

  static async start(url: string, program: Program): Promise<OwnServer> {
    const server = new OwnServer(url, program);
    await server.start();
    return server;
  }

  async start(): Promise<void> {
    const { command, args, env, account, isUp } = this.program;
    const log = openSync(this.logFile, 'a');
    this.child = spawn(command, args, { ...account, cwd: '/', env, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    this.child.unref();
    this.child.on('error', () => undefined); // told by what it did not do
    await eventually(isUp, START_MS).catch((error: unknown) => {
      const tail = readFileSync(this.logFile, 'utf8').slice(-LOG_TAIL_CHARACTERS);
      throw new Error(`${command} did not come up: ${(error as Error).message}\n${tail}`);
    });
  }

  /** As a power cut would end it: it and all its processes at once. */
  async kill(): Promise<void> {
    if (!this.child) return;
    const ended = this.ended(this.child);
    this.strike();
    await ended;
  }

  /** As its operator ends it. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const ended = this.ended(this.child!);
    this.child!.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    process.off('exit', this.endWithUs);
    await this.kill();
    this.clear();
  }

  private get logFile(): string {
    return join(this.program.folder, 'own-server.log');
  }

  private async ended(child: ChildProcess): Promise<void> {
    child.ref();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.child = undefined;
  }

  private clear(): void {
    this.strike();
    this.program.afterStop?.();
    rmSync(this.program.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  private strike(): void {
    if (this.child?.pid === undefined) return;
    for (const pid of [this.child.pid, ...descendantsOf(this.child.pid)]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // gone already
      }
    }
  }
}

/** A server's children make groups of their own, so the group of the first is not all of it. */
function descendantsOf(ancestor: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const processes = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const childrenOf = (parent: number): number[] =>
    processes.filter(([, ppid]) => ppid === parent).flatMap(([pid]) => [pid, ...childrenOf(pid)]);
  return childrenOf(ancestor);
}
