import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli/cli.module';
import { DomainError } from './kernel/domain-error';

const EXIT_ERROR = 1;

void CommandFactory.run(CliModule, {
  logger: ['error', 'warn'],
  errorHandler: fail,
  serviceErrorHandler: fail,
});

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
