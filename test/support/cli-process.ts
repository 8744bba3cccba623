import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const CLI = join(ROOT, 'src/cli.ts');
const TYPESCRIPT = ['--require', join(ROOT, 'test/support/register-typescript.cjs')];

export interface CliOutcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command as an operator or a scheduler runs it: a process of its own, with the given variables and PATH. */
export async function runCli(args: readonly string[], variables: NodeJS.ProcessEnv): Promise<CliOutcome> {
  const child = spawn(process.execPath, [...TYPESCRIPT, CLI, ...args], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', DEMO_MODE: 'false', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const outliveNobody = () => child.kill('SIGKILL');
  process.once('exit', outliveNobody);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', outliveNobody);
  return { code, ...output };
}

/** An operator who goes on at the same terminal: one process for all commands, which come one after the other. */
export class CliSession {
  private last: Promise<unknown> = Promise.resolve();

  private readonly ended: Promise<unknown>;

  private constructor(private readonly host: ChildProcess) {
    this.ended = once(host, 'close');
  }

  static begin(variables: NodeJS.ProcessEnv): CliSession {
    const host = fork(join(__dirname, 'cli-host.ts'), {
      cwd: ROOT,
      execArgv: TYPESCRIPT,
      env: { PATH: process.env.PATH, NODE_ENV: 'test', DEMO_MODE: 'false', ...variables },
    });
    process.once('exit', () => host.kill('SIGKILL'));
    return new CliSession(host);
  }

  run(args: readonly string[]): Promise<CliOutcome> {
    const outcome = this.last.then(async () => {
      this.host.send(args);
      const told = await Promise.race([once(this.host, 'message'), this.ended.then(() => null)]);
      if (told === null) throw new Error('the process of the commands has ended');
      return (told as [CliOutcome])[0];
    });
    this.last = outcome.catch(() => undefined);
    return outcome;
  }

  async end(): Promise<void> {
    this.host.kill('SIGKILL');
    await this.ended;
  }
}
