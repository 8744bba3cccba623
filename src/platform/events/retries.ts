import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { TxContext } from '../database/tx';
import { isAway } from './delivery';
import { DeliveryRecord } from './delivery-record';
import type { EventListener } from './event-listener';
import { Hand } from './hand';
import { claimParked, type EventPlace, failAgain, postponeParked, resolveParked } from './parked-events';
import { type DeliveryTerms, RelaySettings } from './relay-settings';
import { contextOf } from './system-actor';
import { TargetAway } from './target-away';

/** In one turn; then others have theirs. */
const ATTEMPTS_MAX = 20;
/** Longer than a transaction may take: until then nobody else tries what this process has taken. */
const LEASE = '20 seconds';

interface Attempt extends EventPlace {
  readonly attempts: number;
}

/** Tries parked events again, each when its time has come. Tells whether more may be due. */
@Injectable()
export class Retries {
  constructor(
    private readonly database: Database,
    private readonly settings: RelaySettings,
    private readonly record: DeliveryRecord,
    private readonly hand: Hand,
  ) {}

  async retry(listener: EventListener, businessId: string): Promise<boolean> {
    const terms = await this.settings.for(businessId);
    const context = contextOf(listener, businessId);
    for (let tried = 0; tried < ATTEMPTS_MAX; tried++) {
      const isMade = await this.hand.alone(async () => {
        const attempt = await this.takeDue(listener, businessId, terms);
        if (attempt) await this.make(attempt, listener, context, terms);
        return attempt !== null;
      });
      if (!isMade) return false;
    }
    return true;
  }

  /** Counted before it is made. */
  private async takeDue(
    { name }: EventListener,
    businessId: string,
    { maxRetryCount }: DeliveryTerms,
  ): Promise<Attempt | null> {
    const [row] = await this.database.ask<{ stream_id: string; seq: string; attempts: number }>('outbox.take_due', [
      businessId,
      name,
      maxRetryCount,
      LEASE,
    ]);
    return row ? { streamId: row.stream_id, seq: Number(row.seq), attempts: row.attempts } : null;
  }

  /** Its effect and its end as a parked event are one commit. */
  private async make(
    attempt: Attempt,
    listener: EventListener,
    context: TxContext,
    terms: DeliveryTerms,
  ): Promise<void> {
    const { attempts } = attempt;
    try {
      const event = await this.database.change(context, async (tx) => {
        const parked = await claimParked(tx, listener.name, attempt, attempts);
        if (!parked) return null;
        await this.record.follow(listener, [parked], () => listener.handle(tx, [parked]));
        await resolveParked(tx, listener.name, attempt);
        return parked;
      });
      if (event) this.record.delivered(listener, [event], terms);
    } catch (error) {
      if (error instanceof TargetAway) {
        await this.database.change(context, (tx) => postponeParked(tx, listener.name, attempt, attempts));
      }
      if (isAway(error)) throw this.record.brokenOff(listener, error);
      await this.failAgain(attempt, listener, context, { attempts, maxRetries: terms.maxRetryCount, error });
    }
  }

  private async failAgain(
    place: EventPlace,
    listener: EventListener,
    context: TxContext,
    failure: { readonly attempts: number; readonly maxRetries: number; readonly error: unknown },
  ): Promise<void> {
    const isDead = await this.database.change(context, (tx) => failAgain(tx, listener.name, place, failure));
    this.record.failed(listener, place, failure.error, isDead ? 'dead' : 'parked');
  }
}
