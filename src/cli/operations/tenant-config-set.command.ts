import { SubCommand } from 'nest-commander';
import { ChangeTenantConfig } from '../../modules/identity';
import { flagTable, readFlags } from './flags';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

@SubCommand({
  name: 'set',
  arguments: '<flags...>',
  argsDescription: { flags: 'such as batch_size=200 use_atomic_function=false' },
  description: 'Changes how a business is served; every process heeds it within five seconds',
})
export class TenantConfigSetCommand extends OperatorCommand {
  protected async work({ desk, terminal, args, options }: OperatorTask<OperatorOptions>): Promise<Verdict> {
    if (options.business === undefined) throw new Error('Say whose config it is: --business <id>.');
    const changes = readFlags(args);
    for await (const { business, operator } of desk.businesses(options.business)) {
      const wish = { changes, expectedVersion: null };
      const { config, version } = await desk.get(ChangeTenantConfig).execute(operator, wish);
      terminal.show(business, { ...config, version }, flagTable(config));
    }
    return 'fine';
  }
}
