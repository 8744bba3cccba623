import { SetMetadata } from '@nestjs/common';

/** Work that comes due by the clock and not by an event: whoever runs it goes round and looks. */
export interface Round {
  readonly everyMs: number;
  /** Bounded: what is left is for the next round. Several processes may go round at once. */
  go(): Promise<void>;
}

export const ROUND = 'tillbook:round';

/** Marks a provider as a `Round`; the watch finds it. */
export const GoesRound = (): ClassDecorator => SetMetadata(ROUND, true);
