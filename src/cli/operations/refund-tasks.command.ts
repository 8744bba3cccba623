import { Command, CommandRunner } from 'nest-commander';
import { RefundTasksCloseCommand } from './refund-tasks-close.command';
import { RefundTasksListCommand } from './refund-tasks-list.command';
import { RefundTasksRetryCommand } from './refund-tasks-retry.command';

@Command({
  name: 'refund-tasks',
  description: 'Shows and repairs what payment providers are to give back (docs/OPERATIONS.md)',
  subCommands: [RefundTasksListCommand, RefundTasksRetryCommand, RefundTasksCloseCommand],
})
export class RefundTasksCommand extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) throw new Error(`There is no command refund-tasks ${unknown}.`);
    this.command.help({ error: true });
  }
}
