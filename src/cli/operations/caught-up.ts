import { setTimeout as pause } from 'node:timers/promises';
import { ListenerPositions, type Replay } from '../../modules/operations';
import type { BusinessAtHand, OperatorDesk } from './operator-desk';
import type { Terminal } from './terminal';

const LOOK_EVERY_MS = 250;

interface Wait extends BusinessAtHand {
  readonly desk: OperatorDesk;
  readonly terminal: Terminal;
}

/** Waits until the listener is back where it was. How many events it lacks when the time is over; 0 when it has come. */
export async function caughtUp(
  { desk, terminal, business, operator }: Wait,
  { listener, fromSeq, streams }: Replay,
  deadline: number,
): Promise<number> {
  const all = streams.reduce((sum, { position }) => sum + position - fromSeq + 1, 0);
  for (;;) {
    const found = await desk.get(ListenerPositions).find(operator, listener);
    const now = new Map(found.map(({ streamId, position }) => [streamId, position]));
    const left = streams.reduce(
      (sum, stream) => sum + Math.max(0, stream.position - (now.get(stream.streamId) ?? 0)),
      0,
    );
    if (left === 0 || performance.now() > deadline) return left;
    terminal.progress.at(all - left, all, `${business.name}: ${listener}`);
    await pause(LOOK_EVERY_MS);
  }
}
