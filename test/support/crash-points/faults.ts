type ListenerName = 'kitchen' | 'loyalty' | 'recipes' | 'stock-levels' | 'audit' | 'rabbitmq';

/** Where a server of a test can be made to fail. */
export type Point =
  /** A sale is committed, and nobody has been nudged. */
  | 'before the nudge'
  | `before ${ListenerName}`
  /** Its writes are made, its position is not moved. */
  | `after ${ListenerName}`
  /** The position is moved too. */
  | 'before the commit of a batch'
  | 'after the commit of a batch'
  /** The broker has the messages, and the position is not moved. */
  | 'after a publish'
  /** The provider has asked the customer, or given the money back, and nobody here has heard of it. */
  | 'after a payment is asked for'
  | 'after money is given back';

export interface Fault {
  readonly at: Point;
  readonly does: 'die' | 'stop' | 'throw' | 'sleep';
  /** When it comes there for that time; otherwise every time. */
  readonly nth?: number;
  /** When it comes there with so many events in one commit, or more. */
  readonly events?: number;
  /** When it comes there with the event of a sale with these notes. */
  readonly notes?: string;
}

/** The variable that makes a server fail so. */
export function failing(...faults: Fault[]): NodeJS.ProcessEnv {
  return { TEST_FAULTS: JSON.stringify(faults) };
}
