/** What one process bears, and how long it waits. */
export class RealtimeLimits {
  /** Sockets of one business in one namespace. */
  readonly connectionsPerBusiness: number = 500;
  /** Sockets of one log-in in one namespace: one device, and what it has not yet seen to be cut off. */
  readonly connectionsPerSession: number = 8;
  /** Commands of one socket. */
  readonly commandsPerSecond: number = 10;
  /** Characters that wait for a socket to read before it is shown no more. */
  readonly waitingCharacters: number = 512 * 1_024;
  /** How long a socket may stay full before it is dropped. It comes back with its last `seq` and has lost nothing. */
  readonly stalledMs: number = 10_000;
}
