import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { RetryEvent } from '../../modules/operations';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { whereItFailed } from './where-it-failed';

interface RetryOptions extends OperatorOptions {
  readonly listener?: string;
}

@SubCommand({
  name: 'retry',
  arguments: '<eventId>',
  description: 'Has an event tried again at once that listeners could not take',
})
export class OutboxRetryCommand extends OperatorCommand<RetryOptions> {
  protected async work({ desk, terminal, args, options }: OperatorTask<RetryOptions>): Promise<Verdict> {
    const { listener } = options;
    const { business, result } = await whereItFailed(
      desk,
      { eventId: args[0]!, only: options.business },
      (operator, eventId) => desk.get(RetryEvent).execute(operator, { eventId, listener }, newId()),
    );
    terminal.show(business, result, `will be tried again now by ${result.listeners.join(', ')}`);
    return 'fine';
  }

  @Option({ flags: '--listener <name>', description: 'only by this one of the listeners that could not take it' })
  listener(name: string): string {
    return name;
  }
}
