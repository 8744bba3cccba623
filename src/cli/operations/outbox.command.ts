import { Command, CommandRunner } from 'nest-commander';
import { OutboxDiscardCommand } from './outbox-discard.command';
import { OutboxListCommand } from './outbox-list.command';
import { OutboxReplayCommand } from './outbox-replay.command';
import { OutboxRetryAllCommand } from './outbox-retry-all.command';
import { OutboxRetryCommand } from './outbox-retry.command';
import { OutboxStatsCommand } from './outbox-stats.command';
import { OutboxVerifyCommand } from './outbox-verify.command';

@Command({
  name: 'outbox',
  description: 'Shows and repairs what follows from the log (docs/OPERATIONS.md)',
  subCommands: [
    OutboxStatsCommand,
    OutboxListCommand,
    OutboxRetryCommand,
    OutboxRetryAllCommand,
    OutboxDiscardCommand,
    OutboxReplayCommand,
    OutboxVerifyCommand,
  ],
})
export class OutboxCommand extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) throw new Error(`There is no command outbox ${unknown}.`);
    this.command.help({ error: true });
  }
}
