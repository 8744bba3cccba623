import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { RetryDead } from '../../modules/operations';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

/** Of one business: what dies again while this command runs is not tried for ever. */
const BATCHES_MAX = 1_000;

interface RetryAllOptions extends OperatorOptions {
  readonly listener?: string;
}

@SubCommand({ name: 'retry-all', description: 'Has all dead events tried again' })
export class OutboxRetryAllCommand extends OperatorCommand<RetryAllOptions> {
  protected async work({ desk, terminal, options }: OperatorTask<RetryAllOptions>): Promise<Verdict> {
    const { listener } = options;
    let all = 0;
    for await (const { business, operator } of desk.businesses(options.business)) {
      let retried = 0;
      for (let batch = 0, hasMore = true; hasMore && batch < BATCHES_MAX; batch++) {
        const { body } = await desk.get(RetryDead).execute(operator, { listener }, newId());
        retried += body.retried;
        hasMore = body.hasMore;
      }
      all += retried;
      terminal.show(business, { retried }, retried === 0 ? '' : `${retried} will be tried again now`);
    }
    if (all === 0) terminal.say('Nothing is dead.');
    return 'fine';
  }

  @Option({ flags: '--listener <name>', description: 'only what this listener could not take' })
  listener(name: string): string {
    return name;
  }
}
