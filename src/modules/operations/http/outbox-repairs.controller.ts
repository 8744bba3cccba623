import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { IdempotencyKey, Idempotent } from '../../../platform/http/idempotency-key';
import { idSchema } from '../../../platform/http/schemas';
import {
  DiscardEvent,
  type DiscardedEvent,
  type Replay,
  ReplayListener,
  RetryDead,
  RetryEvent,
  type RetriedDead,
  type RetriedEvent,
} from '../contracts/outbox-repairs';
import {
  discardedEventSchema,
  type DiscardEventInput,
  discardEventSchema,
  replayedSchema,
  type ReplayInput,
  replaySchema,
  retriedDeadSchema,
  retriedEventSchema,
  type RetryDeadInput,
  retryDeadSchema,
  type RetryEventInput,
  retryEventSchema,
} from './outbox.schema';

@ApiTags('operations')
@Controller('operations/outbox')
export class OutboxRepairsController {
  constructor(
    private readonly retryEvent: RetryEvent,
    private readonly retryDead: RetryDead,
    private readonly discardEvent: DiscardEvent,
    private readonly replayListener: ReplayListener,
  ) {}

  @Post('failures/:eventId/retry')
  @Requires('operations.repair')
  @Idempotent('optional')
  @Documents({
    summary: 'Has an event tried again at once that listeners could not take',
    response: retriedEventSchema,
    refuses: [404, 409],
  })
  retry(
    @CurrentActor() actor: Actor,
    @Param('eventId', { schema: idSchema }) eventId: string,
    @Body({ schema: retryEventSchema }) body: RetryEventInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<RetriedEvent>> {
    return this.retryEvent.execute(actor, { eventId, ...body }, idempotencyKey);
  }

  @Post('failures/retry-all')
  @Requires('operations.repair')
  @Idempotent('optional')
  @Documents({ summary: 'Has dead events tried again, up to 200 of them', response: retriedDeadSchema })
  retryAll(
    @CurrentActor() actor: Actor,
    @Body({ schema: retryDeadSchema }) body: RetryDeadInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<RetriedDead>> {
    return this.retryDead.execute(actor, body, idempotencyKey);
  }

  @Post('failures/:eventId/discard')
  @Requires('operations.repair')
  @Idempotent('optional')
  @Documents({
    summary: 'Gives up an event that listeners could not take',
    response: discardedEventSchema,
    refuses: [404, 409],
  })
  discard(
    @CurrentActor() actor: Actor,
    @Param('eventId', { schema: idSchema }) eventId: string,
    @Body({ schema: discardEventSchema }) body: DiscardEventInput,
    @IdempotencyKey('optional') idempotencyKey: string,
  ): Promise<Answer<DiscardedEvent>> {
    return this.discardEvent.execute(actor, { eventId, ...body }, idempotencyKey);
  }

  @Post('replays')
  @Requires('operations.repair')
  @Idempotent()
  @Documents({
    summary: 'Sets a listener back: it is told again what it had seen, and makes what is missing',
    status: 202,
    response: replayedSchema,
    refuses: [404],
  })
  replay(
    @CurrentActor() actor: Actor,
    @Body({ schema: replaySchema }) body: ReplayInput,
    @IdempotencyKey() idempotencyKey: string,
  ): Promise<Answer<Replay>> {
    return this.replayListener.execute(actor, body, idempotencyKey);
  }
}
