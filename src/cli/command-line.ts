import { CommandFactory } from 'nest-commander';
import { DomainError } from '../kernel/domain-error';
import { CliModule } from './cli.module';

const EXIT_ERROR = 1;

/** Does what the command line of this process asks for; how it ended is in `process.exitCode`. */
export function runCommandLine(): Promise<void> {
  return CommandFactory.run(CliModule, {
    logger: ['error', 'warn'],
    errorHandler: fail,
    serviceErrorHandler: fail,
  });
}

/** What the parser of the command line complains of, or answers to --help, it has written itself. */
function fail(error: Error & { code?: string; exitCode?: number }): void {
  if (error.code?.startsWith('commander.')) {
    process.exitCode = error.exitCode ?? EXIT_ERROR;
    return;
  }
  const told = error instanceof DomainError ? `${error.code}: ${error.message}` : error.message;
  process.stderr.write(`${told}\n`);
  process.exitCode = EXIT_ERROR;
}
