import { SubCommand } from 'nest-commander';
import { TenantConfigs } from '../../modules/identity';
import { flagTable } from './flags';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

@SubCommand({ name: 'show', description: 'How a business is served' })
export class TenantConfigShowCommand extends OperatorCommand {
  protected async work({ desk, terminal, options }: OperatorTask<OperatorOptions>): Promise<Verdict> {
    for await (const { business } of desk.businesses(options.business)) {
      const { config, version } = await desk.get(TenantConfigs).present(business.businessId);
      terminal.show(business, { ...config, version }, flagTable(config));
    }
    return 'fine';
  }
}
