import { Injectable } from '@nestjs/common';
import type { Actor, Operator } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { type Breach, verifyRange } from '../../../platform/events/log-verification';
import { type LogRange, LogVerification, type VerifiedLog, type VerifiedStream } from '../contracts/outbox-views';
import { streamsWithinReach } from '../domain/reach';

/** Events in one snapshot: a second or less. */
const RANGE = 20_000;

@Injectable()
export class LogVerificationQuery extends LogVerification {
  constructor(private readonly database: Database) {
    super();
  }

  async verify(actor: Actor | Operator, { outletId, after, atMost }: LogRange): Promise<VerifiedLog> {
    const streams: VerifiedStream[] = [];
    let left = atMost;
    for (const streamId of streamsWithinReach(actor, outletId).toSorted()) {
      if (after && streamId < after.streamId) continue;
      const seq = streamId === after?.streamId ? after.seq : 0;
      if (left <= 0) return { streams, next: { streamId, seq } };
      const { next, ...stream } = await this.verifyStream(actor.businessId, streamId, seq, left);
      streams.push(stream);
      if (next !== null) return { streams, next: { streamId, seq: next } };
      left -= stream.verified;
    }
    return { streams, next: null };
  }

  private async verifyStream(businessId: string, streamId: string, after: number, atMost: number) {
    let [verified, breach, next]: [number, Breach | null, number | null] = [0, null, after];
    while (next !== null && verified < atMost) {
      const from: number = next;
      const range = await this.database.read(businessId, (tx) =>
        verifyRange(tx, streamId, from, Math.min(RANGE, atMost - verified)),
      );
      ({ breach, next } = range);
      verified += range.verified;
    }
    return { streamId, verified, breach, next };
  }
}
