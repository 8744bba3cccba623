import { SubCommand } from 'nest-commander';
import { ListenerStandings } from '../../modules/operations';
import { OperatorCommand, type OperatorTask, type Verdict } from './operator-command';
import { textTable } from './text-table';

@SubCommand({
  name: 'stats',
  description: 'How far each listener has come, and what it could not take; ends with 2 when something is dead',
})
export class OutboxStatsCommand extends OperatorCommand {
  protected async work({ desk, terminal, options }: OperatorTask<{ business?: string }>): Promise<Verdict> {
    const standings = desk.get(ListenerStandings);
    let dead = 0;
    for await (const { business, operator } of desk.businesses(options.business)) {
      const listeners = await standings.find(operator, {});
      dead += listeners.reduce((sum, listener) => sum + listener.dead, 0);
      const rows = listeners.map(({ listener, oldestWaitSeconds, ...counts }) => ({
        listener,
        seen: counts.seen,
        recorded: counts.recorded,
        waiting: counts.waiting,
        'oldest wait': oldestWaitSeconds === null ? '-' : `${oldestWaitSeconds} s`,
        parked: counts.parked,
        dead: counts.dead,
      }));
      terminal.show(business, { listeners }, textTable(rows));
    }
    return dead > 0 ? 'found' : 'fine';
  }
}
