import { SubCommand } from 'nest-commander';
import { ListenerStandings, type LogPlace, LogVerification, type VerifiedStream } from '../../modules/operations';
import type { BusinessAtHand, OperatorDesk } from './operator-desk';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { streamName } from './stream-name';
import type { Terminal } from './terminal';
import { textTable } from './text-table';

const AT_ONCE = 20_000;

@SubCommand({
  name: 'verify',
  description:
    'Whether every event follows from the one before it, by number and by hash; ends with 2 when one does not',
})
export class OutboxVerifyCommand extends OperatorCommand {
  protected async work({ desk, terminal, options }: OperatorTask<OperatorOptions>): Promise<Verdict> {
    let broken = 0;
    for await (const { business, operator } of desk.businesses(options.business)) {
      const streams = await this.verify(desk, { business, operator }, terminal);
      const breaches = streams.filter(({ breach }) => breach).length;
      broken += breaches;
      const rows = streams.map(({ streamId, verified, breach }) => ({
        stream: streamName(business, streamId),
        events: verified,
        chain: breach ? `breaks at ${breach.seq}: ${breach.kind}` : 'holds',
      }));
      terminal.show(business, { sound: breaches === 0, streams }, textTable(rows));
    }
    return broken > 0 ? 'found' : 'fine';
  }

  /** A page at a time: a log of years is neither held in memory nor read in one snapshot. */
  private async verify(
    desk: OperatorDesk,
    { business, operator }: BusinessAtHand,
    { progress }: Terminal,
  ): Promise<VerifiedStream[]> {
    const [any] = await desk.get(ListenerStandings).find(operator, {});
    const streams = new Map<string, VerifiedStream>();
    let after: LogPlace | null = null;
    let done = 0;
    do {
      const page = await desk.get(LogVerification).verify(operator, { after, atMost: AT_ONCE });
      for (const { streamId, verified, breach } of page.streams) {
        const before = streams.get(streamId)?.verified ?? 0;
        streams.set(streamId, { streamId, verified: before + verified, breach });
        done += verified;
      }
      progress.at(done, any?.recorded ?? 0, `${business.name}: ${done} events`);
      after = page.next;
    } while (after);
    return [...streams.values()];
  }
}
