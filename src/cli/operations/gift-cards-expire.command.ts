import { SubCommand } from 'nest-commander';
import { newId } from '../../kernel/ids';
import { ExpireGiftCards } from '../../modules/customers';
import { OperatorCommand, type OperatorOptions, type OperatorTask, type Verdict } from './operator-command';

/** Of one business, in one run. */
const COMMITS_MAX = 200;

@SubCommand({
  name: 'expire',
  description: 'Books what is left on gift cards past their last day as income; ends with 2 when there is more to do',
})
export class GiftCardsExpireCommand extends OperatorCommand {
  protected async work({ desk, terminal, options }: OperatorTask<OperatorOptions>): Promise<Verdict> {
    let [all, isUnfinished] = [0, false];
    for await (const { business, operator } of desk.businesses(options.business)) {
      let [giftCards, amount, hasMore] = [0, 0, true];
      for (let commits = 0; hasMore && commits < COMMITS_MAX; commits++) {
        const { body } = await desk.get(ExpireGiftCards).execute(operator, newId());
        giftCards += body.giftCards;
        amount += body.amount;
        hasMore = body.hasMore;
      }
      all += giftCards;
      isUnfinished ||= hasMore;
      const words = giftCards === 0 ? '' : `${giftCards} gift cards have expired, with ${amount} left on them`;
      terminal.show(business, { giftCards, amount, hasMore }, words);
    }
    if (all === 0) terminal.say('No gift card has expired.');
    return isUnfinished ? 'found' : 'fine';
  }
}
