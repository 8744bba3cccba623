import { spawn } from 'node:child_process';
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
