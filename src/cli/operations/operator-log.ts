import type { LoggerService } from '@nestjs/common';

/** What the application complains of while a command runs: a line each, and never on stdout. */
export class OperatorLog implements LoggerService {
  log(): void {}
  debug(): void {}
  verbose(): void {}

  warn(message: unknown): void {
    this.write(message);
  }
  error(message: unknown): void {
    this.write(message);
  }
  fatal(message: unknown): void {
    this.write(message);
  }

  private write(message: unknown): void {
    const [firstLine] = String(message)
      .split('\n')
      .filter((line) => line.trim() !== '');
    process.stderr.write(`${firstLine}\n`);
  }
}
