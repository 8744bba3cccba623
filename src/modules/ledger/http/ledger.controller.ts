import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import type { Page } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import { AccountsQuery, type AccountView } from '../queries/accounts.query';
import { JournalEntriesQuery, type JournalEntryView } from '../queries/journal-entries.query';
import { type TrialBalance, TrialBalanceQuery } from '../queries/trial-balance.query';
import {
  type AccountFilterInput,
  accountFilterSchema,
  accountPageSchema,
  type TrialBalanceFilterInput,
  trialBalanceFilterSchema,
  trialBalanceSchema,
} from './account.schema';
import {
  type JournalEntryFilterInput,
  journalEntryFilterSchema,
  journalEntryPageSchema,
  journalEntrySchema,
} from './journal-entry.schema';

@ApiTags('ledger')
@Controller('ledger')
export class LedgerController {
  constructor(
    private readonly accounts: AccountsQuery,
    private readonly journal: JournalEntriesQuery,
    private readonly trialBalance: TrialBalanceQuery,
  ) {}

  @Get('accounts')
  @Requires('ledger.read')
  @Documents({ summary: 'Lists the chart of accounts by code', response: accountPageSchema })
  listAccounts(
    @CurrentActor() actor: Actor,
    @Query({ schema: accountFilterSchema }) filter: AccountFilterInput,
  ): Promise<Page<AccountView>> {
    return this.accounts.list(actor, filter);
  }

  @Get('journal-entries')
  @Requires('ledger.read')
  @Documents({ summary: 'Lists journal entries, newest day first', response: journalEntryPageSchema })
  listEntries(
    @CurrentActor() actor: Actor,
    @Query({ schema: journalEntryFilterSchema }) filter: JournalEntryFilterInput,
  ): Promise<Page<JournalEntryView>> {
    return this.journal.list(actor, filter);
  }

  @Get('journal-entries/:id')
  @Requires('ledger.read')
  @Documents({ summary: 'Shows a journal entry with its lines', response: journalEntrySchema, refuses: [404] })
  getEntry(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) id: string): Promise<JournalEntryView> {
    return this.journal.get(actor, id);
  }

  @Get('trial-balance')
  @Requires('ledger.read')
  @Documents({ summary: 'Shows the trial balance of a day', response: trialBalanceSchema })
  getTrialBalance(
    @CurrentActor() actor: Actor,
    @Query({ schema: trialBalanceFilterSchema }) { asOf }: TrialBalanceFilterInput,
  ): Promise<TrialBalance> {
    return this.trialBalance.asOf(actor, asOf);
  }
}
