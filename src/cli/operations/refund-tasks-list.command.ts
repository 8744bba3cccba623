import { Option, SubCommand } from 'nest-commander';
import type { BusinessSummary } from '../../modules/identity';
import { type RefundTask, RefundTasks } from '../../modules/payments';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { streamName } from './stream-name';
import { textTable } from './text-table';
import { wholeNumber } from './whole-number';

const LIMIT = 200;
const ERROR_CHARACTERS = 80;

interface ListOptions extends OperatorOptions {
  readonly all?: boolean;
  readonly limit?: number;
}

@SubCommand({
  name: 'list',
  description: 'What providers would not give back, and nobody has closed; ends with 2 when there is any',
})
export class RefundTasksListCommand extends OperatorCommand<ListOptions> {
  protected async work({ desk, terminal, options }: OperatorTask<ListOptions>): Promise<Verdict> {
    const { all = false, limit = LIMIT } = options;
    let [listed, dead] = [0, 0];
    for await (const { business, operator } of desk.businesses(options.business)) {
      const filter = { state: all ? undefined : ('dead' as const), after: null, limit: limit + 1 };
      const found = await desk.get(RefundTasks).find(operator, filter);
      const shown = found.slice(0, limit);
      const hasMore = found.length > limit;
      listed += shown.length;
      dead += shown.filter(({ state }) => state === 'dead').length;
      const words = shown.length === 0 ? '' : textTable(shown.map((task) => rowOf(business, task)));
      terminal.show(business, { tasks: shown, hasMore }, hasMore ? `${words}\n… and more: --limit` : words);
    }
    if (listed === 0) terminal.say(all ? 'No provider was to give anything back.' : 'Nothing is dead.');
    return dead > 0 ? 'found' : 'fine';
  }

  @Option({ flags: '--all', description: 'also what is due, made or closed' })
  all(): boolean {
    return true;
  }

  @Option({ flags: '--limit <count>', description: `of each business at most so many (${LIMIT})` })
  limit(count: string): number {
    return wholeNumber('--limit', count, { from: 1, to: 10_000 });
  }
}

function rowOf(business: BusinessSummary, task: RefundTask) {
  return {
    task: task.refundId,
    outlet: streamName(business, task.outletId),
    provider: task.provider,
    amount: task.amount,
    reason: task.reason,
    'for what': task.sourceId,
    state: task.state,
    attempts: task.attempts,
    'owed at': `${task.owedAt.slice(0, 19)}Z`,
    error: (task.lastError ?? '').split('\n')[0]!.slice(0, ERROR_CHARACTERS),
  };
}
