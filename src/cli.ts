import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli/cli.module';

void CommandFactory.run(CliModule, {
  logger: ['error', 'warn'],
  errorHandler: fail,
  serviceErrorHandler: fail,
});

function fail(error: Error): void {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
