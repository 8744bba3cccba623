import { Option, SubCommand } from 'nest-commander';
import type { Operator } from '../../kernel/actor';
import type { BusinessSummary } from '../../modules/identity';
import { Failures, type FailureView } from '../../modules/operations';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { streamName } from './stream-name';
import { textTable } from './text-table';
import { wholeNumber } from './whole-number';

const PAGE = 200;
const LIMIT = 200;
const ERROR_CHARACTERS = 80;

interface ListOptions extends OperatorOptions {
  readonly dead?: boolean;
  readonly listener?: string;
  readonly limit?: number;
}

@SubCommand({
  name: 'list',
  description: 'The events that listeners could not take: parked and dead; ends with 2 when one is dead',
})
export class OutboxListCommand extends OperatorCommand<ListOptions> {
  protected async work({ desk, terminal, options }: OperatorTask<ListOptions>): Promise<Verdict> {
    const failures = desk.get(Failures);
    const limit = options.limit ?? LIMIT;
    let [listed, dead] = [0, 0];
    for await (const { business, operator } of desk.businesses(options.business)) {
      const found = await this.read(failures, operator, options, limit + 1);
      const shown = found.slice(0, limit);
      const hasMore = found.length > limit;
      listed += shown.length;
      dead += shown.filter(({ state }) => state === 'dead').length;
      const words = shown.length === 0 ? '' : textTable(shown.map((failure) => rowOf(business, failure)));
      terminal.show(business, { failures: shown, hasMore }, hasMore ? `${words}\n… and more: --limit` : words);
    }
    if (listed === 0) terminal.say(options.dead ? 'Nothing is dead.' : 'Nothing is parked or dead.');
    return dead > 0 ? 'found' : 'fine';
  }

  @Option({ flags: '--dead', description: 'only what is not tried again by itself' })
  dead(): boolean {
    return true;
  }

  @Option({ flags: '--listener <name>', description: 'only what this listener could not take' })
  listener(name: string): string {
    return name;
  }

  @Option({ flags: '--limit <count>', description: `of each business at most so many (${LIMIT})` })
  limit(count: string): number {
    return wholeNumber('--limit', count, { from: 1, to: 100_000 });
  }

  private async read(
    failures: Failures,
    operator: Operator,
    { dead, listener }: ListOptions,
    atMost: number,
  ): Promise<FailureView[]> {
    const found: FailureView[] = [];
    while (found.length < atMost) {
      const limit = Math.min(PAGE, atMost - found.length);
      const filter = { state: dead ? ('dead' as const) : undefined, listener, after: found.at(-1) ?? null, limit };
      const page = await failures.list(operator, filter);
      found.push(...page);
      if (page.length < limit) break;
    }
    return found;
  }
}

function rowOf(business: BusinessSummary, failure: FailureView) {
  return {
    event: failure.eventId,
    type: failure.eventType,
    stream: streamName(business, failure.streamId),
    seq: failure.seq,
    listener: failure.listener,
    state: failure.state,
    attempts: failure.attempts,
    'failed at': `${failure.failedAt.slice(0, 19)}Z`,
    error: failure.lastError.split('\n')[0]!.slice(0, ERROR_CHARACTERS),
  };
}
