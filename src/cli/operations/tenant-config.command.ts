import { Command, CommandRunner } from 'nest-commander';
import { TenantConfigSetCommand } from './tenant-config-set.command';
import { TenantConfigShowCommand } from './tenant-config-show.command';

@Command({
  name: 'tenant-config',
  description: 'Shows and changes how a business is served',
  subCommands: [TenantConfigShowCommand, TenantConfigSetCommand],
})
export class TenantConfigCommand extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) throw new Error(`There is no command tenant-config ${unknown}.`);
    this.command.help({ error: true });
  }
}
