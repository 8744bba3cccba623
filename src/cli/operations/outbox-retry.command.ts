import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { RetryEvent } from '../../modules/operations';
import { A_FAILED_EVENT, inItsBusiness } from './in-its-business';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

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
    const { business, result } = await inItsBusiness(
      desk,
      { id: args[0]!, ...A_FAILED_EVENT, only: options.business },
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
