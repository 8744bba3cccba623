import { Option, SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import type { BusinessSummary } from '../../modules/identity';
import { type Replay, ReplayListener } from '../../modules/operations';
import { caughtUp } from './caught-up';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { streamName } from './stream-name';
import { wholeNumber } from './whole-number';

const WAIT_SECONDS = 60;

interface ReplayOptions extends OperatorOptions {
  readonly listener: string;
  readonly from: number;
  readonly outlet?: string;
  readonly wait: boolean;
  readonly waitSeconds?: number;
}

@SubCommand({
  name: 'replay',
  description:
    'Tells a listener again what it had seen, so that it makes what is missing, such as points or kitchen orders; ' +
    'ends with 2 when it has not caught up in time',
})
export class OutboxReplayCommand extends OperatorCommand<ReplayOptions> {
  protected async work({ desk, terminal, options }: OperatorTask<ReplayOptions>): Promise<Verdict> {
    const { listener, from: fromSeq, outlet, waitSeconds = WAIT_SECONDS } = options;
    const deadline = performance.now() + (options.wait ? waitSeconds * 1_000 : 0);
    let [replayed, behind] = [0, 0];
    for await (const { business, operator } of desk.businesses(options.business)) {
      const outletId = outlet && idOf(business, outlet);
      if (outlet && !outletId) continue;
      const command = { listener, fromSeq, outletId };
      const { body } = await desk.get(ReplayListener).execute(operator, command, newId());
      const left = options.wait ? await caughtUp({ desk, terminal, business, operator }, body, deadline) : null;
      terminal.show(business, { ...body, behind: left }, inWords(business, body, left));
      replayed += 1;
      behind += left ?? 0;
    }
    if (replayed === 0) throw new Error(`There is no outlet ${outlet}.`);
    if (behind > 0) terminal.say(`It goes on by itself, as long as a worker runs: outbox stats shows how far it is.`);
    return behind > 0 ? 'found' : 'fine';
  }

  @Option({
    flags: '--listener <name>',
    description: 'such as loyalty or kitchen: outbox stats names them',
    required: true,
  })
  listener(name: string): string {
    return name;
  }

  @Option({
    flags: '--from <seq>',
    description: 'the first event that it is told again; 1 is the beginning',
    required: true,
  })
  from(seq: string): number {
    return wholeNumber('--from', seq, { from: 1, to: Number.MAX_SAFE_INTEGER });
  }

  @Option({ flags: '--outlet <code or id>', description: 'only the events of this outlet' })
  outlet(codeOrId: string): string {
    return codeOrId;
  }

  @Option({ flags: '--no-wait', description: 'do not wait until it has caught up' })
  wait(): boolean {
    return false;
  }

  @Option({ flags: '--wait-seconds <seconds>', description: `wait so long at most (${WAIT_SECONDS})` })
  waitSeconds(seconds: string): number {
    return wholeNumber('--wait-seconds', seconds, { from: 1, to: 86_400 });
  }
}

function inWords(business: BusinessSummary, { listener, fromSeq, streams }: Replay, left: number | null): string {
  if (streams.length === 0) return `${listener} has not come to ${fromSeq} anywhere`;
  const where = streams.map(({ streamId }) => streamName(business, streamId)).join(', ');
  const outcome = left === null ? '' : left === 0 ? '; it has caught up' : `; it is still ${left} events behind`;
  return `${listener} goes back to ${fromSeq} in ${where}${outcome}`;
}

function idOf({ outlets }: BusinessSummary, codeOrId: string): string | undefined {
  return outlets.find(({ id, code }) => [id, code.toLowerCase()].includes(codeOrId.toLowerCase()))?.id;
}
