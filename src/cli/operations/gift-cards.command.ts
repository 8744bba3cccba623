import { Command, CommandRunner } from 'nest-commander';
import { GiftCardsExpireCommand } from './gift-cards-expire.command';

@Command({
  name: 'gift-cards',
  description: 'Does what a scheduler is to do for gift cards (docs/OPERATIONS.md)',
  subCommands: [GiftCardsExpireCommand],
})
export class GiftCardsCommand extends CommandRunner {
  async run([unknown]: string[]): Promise<void> {
    if (unknown !== undefined) throw new Error(`There is no command gift-cards ${unknown}.`);
    this.command.help({ error: true });
  }
}
