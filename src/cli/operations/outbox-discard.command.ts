import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { DiscardEvent } from '../../modules/operations';
import { A_FAILED_EVENT, inItsBusiness } from './in-its-business';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

interface DiscardOptions extends OperatorOptions {
  readonly reason: string;
  readonly listener?: string;
}

@SubCommand({
  name: 'discard',
  arguments: '<eventId>',
  description: 'Gives up an event that listeners could not take; the reason is kept',
})
export class OutboxDiscardCommand extends OperatorCommand<DiscardOptions> {
  protected async work({ desk, terminal, args, options }: OperatorTask<DiscardOptions>): Promise<Verdict> {
    const { reason, listener } = options;
    const wanted = { id: args[0]!, ...A_FAILED_EVENT, only: options.business };
    const { business, result } = await inItsBusiness(desk, wanted, (operator, eventId) =>
      desk.get(DiscardEvent).execute(operator, { eventId, listener, reason }, newId()),
    );
    terminal.show(business, result, `given up for ${result.listeners.join(', ')}`);
    return 'fine';
  }

  @Option({ flags: '--reason <text>', description: 'why; it stands in the audit', required: true })
  reason(text: string): string {
    if (text.trim() === '') throw new Error('--reason takes a reason.');
    return text.trim();
  }

  @Option({ flags: '--listener <name>', description: 'only for this one of the listeners that could not take it' })
  listener(name: string): string {
    return name;
  }
}
