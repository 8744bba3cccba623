import { DomainError } from '../../../kernel/domain-error';
import { moneyToJson, type Money } from '../../../kernel/money';

export const entryNotFound = (entryId: string) =>
  new DomainError('not-found', 'ledger.entry-not-found', 'There is no such journal entry.', { entryId });

export const settlementFeeTooLarge = (gross: Money, fee: Money) =>
  new DomainError('invalid', 'ledger.settlement-fee-too-large', 'The fee is more than what is settled.', {
    gross: moneyToJson(gross),
    fee: moneyToJson(fee),
  });

export const settlementInFuture = (settledOn: string) =>
  new DomainError('invalid', 'ledger.settlement-in-future', 'That day has not come.', { settledOn });

export const settlementExceedsClearing = (gross: Money, stillToCome: Money) =>
  new DomainError('conflict', 'ledger.settlement-exceeds-clearing', 'Not that much is to come by this method.', {
    gross: moneyToJson(gross),
    stillToCome: moneyToJson(stillToCome),
  });
