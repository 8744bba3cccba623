import { Command, Option } from 'nest-commander';
import { Invariants } from '../../modules/operations';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';
import { textTable } from './text-table';

interface InvariantsOptions extends OperatorOptions {
  readonly quiet?: boolean;
}

@Command({
  name: 'invariants',
  description: 'Looks over the books for what must never be, and changes nothing; ends with 2 when something is',
})
export class InvariantsCommand extends OperatorCommand<InvariantsOptions> {
  protected async work({ desk, terminal, options }: OperatorTask<InvariantsOptions>): Promise<Verdict> {
    const { quiet = false } = options;
    let count = 0;
    for await (const { business } of desk.businesses(options.business)) {
      const broken = await desk.get(Invariants).findBroken(business.businessId, {
        quiet,
        onProgress: (done, all) => terminal.progress.at(done, all, business.name),
      });
      count += broken.length;
      const rows = broken.map(({ id, name, breaches }) => ({
        invariant: id,
        'what should hold': name,
        'the first breach': JSON.stringify(breaches[0]),
      }));
      terminal.show(business, { sound: broken.length === 0, broken }, rows.length === 0 ? 'sound' : textTable(rows));
    }
    return count > 0 ? 'found' : 'fine';
  }

  @Option({ flags: '--quiet', description: 'no listener is behind: what follows from a sale must be there too' })
  quiet(): boolean {
    return true;
  }
}
