import { CommandRunner, Option } from 'nest-commander';
import { OperatorDesk } from './operator-desk';
import { Terminal } from './terminal';

/** What a scheduler reads off a command that came to its end; 1 is left to errors. */
export const VERDICTS = { fine: 0, found: 2 } as const;

export type Verdict = keyof typeof VERDICTS;

export interface OperatorOptions {
  readonly business?: string;
  readonly json?: boolean;
}

/** A command of whoever runs the platform, over one business or over all of them. */
export abstract class OperatorCommand<Options extends OperatorOptions = OperatorOptions> extends CommandRunner {
  async run(args: string[], options: Options): Promise<void> {
    const desk = await OperatorDesk.open();
    try {
      const terminal = new Terminal(options.json === true);
      process.exitCode = VERDICTS[await this.work({ desk, terminal, args, options })];
      terminal.end();
    } finally {
      await desk.close();
    }
  }

  protected abstract work(task: OperatorTask<Options>): Promise<Verdict>;

  @Option({ flags: '--json', description: 'one JSON document, for scripts' })
  json(): boolean {
    return true;
  }

  @Option({ flags: '--business <id>', description: 'this business alone; otherwise all, one after the other' })
  business(id: string): string {
    return id.toLowerCase();
  }
}

export interface OperatorTask<Options> {
  readonly desk: OperatorDesk;
  readonly terminal: Terminal;
  readonly args: readonly string[];
  readonly options: Options;
}
