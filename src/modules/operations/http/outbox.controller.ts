import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { encodeCursor, toPage } from '../../../platform/http/paging';
import { Failures, ListenerStandings, LogVerification } from '../contracts/outbox-views';
import {
  type FailurePage,
  failurePageSchema,
  type FailuresFilterInput,
  failuresFilterSchema,
  listenerStandingsSchema,
  type ListenerStandingsView,
  type StandingsFilterInput,
  standingsFilterSchema,
  type VerificationFilterInput,
  verificationFilterSchema,
  verificationSchema,
  type VerificationView,
} from './outbox.schema';
import { readFailurePosition, readLogPlace } from './outbox-positions';

/** What one request looks at: a second or two. */
const VERIFIED_MAX = 50_000;

@ApiTags('operations')
@Controller('operations/outbox')
export class OutboxController {
  constructor(
    private readonly standings: ListenerStandings,
    private readonly failures: Failures,
    private readonly verification: LogVerification,
  ) {}

  @Get('stats')
  @Requires('operations.read')
  @Documents({
    summary: 'Shows how far each listener has come, and what it could not take',
    response: listenerStandingsSchema,
    refuses: [404],
  })
  async stats(
    @CurrentActor() actor: Actor,
    @Query({ schema: standingsFilterSchema }) filter: StandingsFilterInput,
  ): Promise<ListenerStandingsView> {
    return { listeners: await this.standings.find(actor, filter) };
  }

  @Get('failures')
  @Requires('operations.read')
  @Documents({ summary: 'Lists the events that listeners could not take', response: failurePageSchema })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: failuresFilterSchema }) { cursor, limit, ...filter }: FailuresFilterInput,
  ): Promise<FailurePage> {
    const after = readFailurePosition(cursor);
    const rows = await this.failures.list(actor, { ...filter, after, limit: limit + 1 });
    return toPage(rows, limit, ({ streamId, seq, listener }) => [streamId, String(seq), listener]);
  }

  @Get('verification')
  @Requires('operations.read')
  @Documents({
    summary: 'Holds the log against its numbers and hashes, a page at a time',
    response: verificationSchema,
    refuses: [404],
  })
  async verify(
    @CurrentActor() actor: Actor,
    @Query({ schema: verificationFilterSchema }) { outletId, cursor }: VerificationFilterInput,
  ): Promise<VerificationView> {
    const range = { outletId, after: readLogPlace(cursor), atMost: VERIFIED_MAX };
    const { streams, next } = await this.verification.verify(actor, range);
    return {
      sound: streams.every(({ breach }) => breach === null),
      streams,
      page: { hasMore: next !== null, nextCursor: next && encodeCursor([next.streamId, String(next.seq)]) },
    };
  }
}
