import 'reflect-metadata';
import { runCommandLine } from '../../src/cli/command-line';
import type { CliOutcome } from './cli-process';

/*
 * A process that runs one command line after the other and says how each ended: to load the application takes longer than
 * most commands do.
 */
process.on('message', (args: string[]) => void run(args).then((outcome) => process.send!(outcome)));

async function run(args: string[]): Promise<CliOutcome> {
  const said = { stdout: '', stderr: '' };
  let exited: CliOutcome | undefined;
  const own = { exit: process.exit, stdout: process.stdout.write, stderr: process.stderr.write };
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = (text: Uint8Array | string) => {
      said[name] += text.toString();
      return true;
    };
  }
  // What the parser of the command line ends with; whatever is said after it, nobody would have heard.
  process.exit = (code) => {
    exited ??= { code: Number(code ?? process.exitCode), ...said };
    throw new Error('the process has ended');
  };
  process.argv = [...process.argv.slice(0, 2), ...args];
  process.exitCode = 0;
  try {
    await runCommandLine();
  } catch (error) {
    if (!exited) throw error;
  } finally {
    process.exit = own.exit;
    process.stdout.write = own.stdout;
    process.stderr.write = own.stderr;
  }
  return exited ?? { code: Number(process.exitCode), ...said };
}
